"""One invented population that every database knows something of: people, agencies, vehicles and their records.

Everything follows from three arguments: a seed, a reference date and a size in people. The same arguments give the same
values, and person, vehicle and record number k stay what they are when the size grows. Nothing here knows the record
classes: an entry is field codes and values, as a terminal would send them.
"""
