"""Running the steps of one world on the event loop, and doing outside what they ask for.

Steps that arrive together share one commit; replies leave only after it. On SQLite a step runs in the loop itself: it
takes less time than handing it to a thread. On PostgreSQL, and for long work such as moving the clock, steps run in a
thread of their own and the loop goes on; see docs/decisions/steps-and-commits.md.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from shared.engine import Outcome
from shared.store.connection import StoreError
from switch.core import Switch
from switch.delivery import Effects
from switch.exchange import Device, When
from switch.hops import Hop, Unavailable
from switch.journal import Entry
from switch.ticking import Ticking
from switch.world import World

log = logging.getLogger(__name__)

T = TypeVar("T")
BATCH_LIMIT = 256
"""Steps that share one commit at most: what waits for it must not wait long."""
_POLL_SECONDS = 0.005
OFFER_SECONDS = 0.05
"""How long after a connection has ended others get what it could not send: those that end with it must not."""


class Courier(Protocol):
    """Takes messages to databases elsewhere."""

    async def post(self, hop: Hop) -> Outcome:
        """Ask a database.

        Raises:
            Unavailable: no answer came.
        """


class WorldEnded(Exception):
    """The world was put back or dropped while something was to be done in it; the text says which."""


@dataclass(slots=True)
class Job:
    """One step that waits for its turn."""

    step: Callable[[], Any]
    future: asyncio.Future[Any] | None
    long: bool
    failed: Callable[[BaseException], None] | None = None
    result: Any = None
    error: BaseException | None = None


class Runner:
    """The steps of one world, one after the other."""

    def __init__(self, world: World, threaded: bool, courier: Courier | None = None) -> None:
        """Make a runner on the running loop.

        Args:
            world: the world.
            threaded: run every step in a thread, as for a store that answers over a network.
            courier: takes messages to databases elsewhere, where there are any.
        """
        self.world = world
        self._threaded, self._courier = threaded, courier
        self._loop = asyncio.get_running_loop()
        self._waiting: list[Job] = []
        self._done: list[Job] = []
        self._busy = self._commit_planned = self.unsettled = False
        self._wanting = 0
        """How many wait to do something with the world as a whole; steps that come later wait for them."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"world-{world.name}")
        self._tasks: set[asyncio.Task[None]] = set()
        self.mailboxes: dict[str, asyncio.Event] = {}
        self.ended = asyncio.Event()
        """Set when the world as it is now ends: it was put back, and the next one is here, or it was dropped."""
        self.dropped = False
        self.when_renewed: Callable[[], None] = lambda: None
        """Called when the world was put back, before anything happens in it."""
        self._ticking = self._loop.create_task(Ticking(self).tick())

    # -- asking for steps -----------------------------------------------------------------------------------------

    def start(self, step: Callable[[], object], failed: Callable[[BaseException], None] | None = None) -> None:
        """Run a step whose result nobody waits for; ``failed`` is called where nothing of it remains."""
        self._add(Job(step, None, long=False, failed=failed))

    async def run(self, step: Callable[[], T], long: bool = False) -> T:
        """Run a step; returns when what it did is lasting.

        Raises:
            Exception: whatever the step raised; nothing of it remains then.
        """
        future: asyncio.Future[T] = self._loop.create_future()
        self._add(Job(step, future, long))
        return await future

    @property
    def busy(self) -> bool:
        """Whether steps run in a thread, or something else is done with the world as a whole."""
        return self._busy

    def mailbox(self, terminal: str) -> asyncio.Event:
        """Set once something new is in a terminal's mailbox."""
        return self.mailboxes.setdefault(terminal, asyncio.Event())

    async def close(self) -> None:
        """Finish what is under way and make it lasting."""
        for task in (self._ticking, *self._tasks):
            task.cancel()
        while self._busy or self._waiting or self._commit_planned:
            await asyncio.sleep(_POLL_SECONDS)
        self._thread.shutdown()
        self.world.close()

    # -- the world as a whole -------------------------------------------------------------------------------------

    async def alone(
        self, work: Callable[[], T], then: Callable[[T], None] = lambda result: None, quick: bool = False
    ) -> T:
        """Do something with the world while no step runs and everything done is lasting.

        Args:
            work: what is done; steps that come meanwhile wait.
            then: called in the loop with what came of it, before the steps that waited.
            quick: do it in the loop and not in the world's thread.

        Raises:
            Exception: whatever the work raised.
            WorldEnded: the world was dropped.
        """
        await self._quiet()
        if self.dropped:
            raise self._gone()
        self._busy = True
        try:
            result = work() if quick else await self._loop.run_in_executor(self._thread, work)
            then(result)
        finally:
            self._busy = False
            self._finish()
        return result

    async def _quiet(self) -> None:
        """Wait until no step runs and everything done is lasting."""
        self._wanting += 1
        try:
            while self._busy or self._commit_planned:
                if self._busy:
                    await asyncio.sleep(_POLL_SECONDS)
                else:
                    self._commit()
        except asyncio.CancelledError:
            self._wanting -= 1
            if not self._busy:
                self._go_on()
            raise
        self._wanting -= 1

    async def renew(self, work: Callable[[], World], kept: Callable[[], None], quick: bool) -> None:
        """Put another state in the place of the world's; whoever waits for something in it waits no longer.

        Args:
            work: gives the world in its new state.
            kept: makes it lasting that this is the world from now on.
            quick: do the work in the loop.

        Raises:
            Exception: whatever the two raised; the world is as it was then.
        """

        def exchange(world: World) -> None:
            kept()
            self._begin_anew(world)

        await self.alone(work, exchange, quick)

    async def drop(self) -> None:
        """End the world and let go of its store; steps that come later are refused."""
        await self.alone(lambda: None, lambda _: self._end())
        self._ticking.cancel()
        self._thread.shutdown()
        self.world.connection.close()

    def _begin_anew(self, world: World) -> None:
        self.world = world
        self._forget()
        self.ended = asyncio.Event()
        self.when_renewed()

    def _end(self) -> None:
        self.dropped = True
        self._forget()

    def _forget(self) -> None:
        self.ended.set()
        for task in self._tasks:
            task.cancel()
        for event in self.mailboxes.values():
            event.set()
        self.mailboxes.clear()

    def _gone(self) -> WorldEnded:
        return WorldEnded(f"the world {self.world.name} was dropped")

    # -- doing them -----------------------------------------------------------------------------------------------

    def _add(self, job: Job) -> None:
        if self.dropped:
            self._refuse([job])
            return
        self._waiting.append(job)
        if self._busy or self._wanting:
            return
        if self._threaded or job.long:
            self._plan_thread()
        else:
            self._resume()

    def _take_waiting(self) -> list[Job]:
        jobs, self._waiting = self._waiting[:BATCH_LIMIT], self._waiting[BATCH_LIMIT:]
        return jobs

    def _perform(self, jobs: list[Job]) -> None:
        for job in jobs:
            try:
                job.result = self.world.perform(job.step)
            except Exception as error:
                # The edge of a step: whatever went wrong in one message must not touch the next.
                job.error = error
                if job.future is None:
                    log.exception("a step failed", extra={"world": self.world.name})
            self._done.append(job)

    def _plan_commit(self) -> None:
        if not self._commit_planned:
            self._commit_planned = True
            self._loop.call_soon(self._commit)

    def _commit(self) -> None:
        self._commit_planned = False
        if self._busy:
            return
        try:
            self._save()
        except Exception as error:
            self._lost(error)
        self._finish()

    def _save(self) -> None:
        self.unsettled = True
        self.world.commit()

    def _lost(self, error: Exception) -> None:
        """The store took nothing of this batch: nobody may be told that it was done."""
        log.error("the store failed: %s", error, extra={"world": self.world.name})
        for job in self._done:
            job.error = job.error or error
        try:
            self.world.lose()
        except StoreError as again:
            # It is tried again with the next step.
            log.warning("the store is not back: %s", again, extra={"world": self.world.name})

    def _finish(self) -> None:
        done, self._done = self._done, []
        effects = self.world.switch.delivery.take_effects()
        for job in done:
            self._resolve(job)
        self._carry_out(effects)
        if self.dropped:
            self._refuse(self._take_waiting())
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not self._wanting:
            self._plan_thread() if self._threaded or any(j.long for j in self._waiting) else self._resume()

    def _refuse(self, jobs: list[Job]) -> None:
        for job in jobs:
            job.error = self._gone()
            self._resolve(job)

    def _resume(self) -> None:
        self._perform(self._take_waiting())
        if len(self._done) >= BATCH_LIMIT:
            self._commit()
        else:
            self._plan_commit()

    def _resolve(self, job: Job) -> None:
        if job.future is None:
            if job.error is not None and job.failed is not None:
                job.failed(job.error)
            return
        if job.future.done():
            return
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)

    def _plan_thread(self) -> None:
        if not self._busy:
            self._busy = True
            self._loop.create_task(self._in_thread())

    async def _in_thread(self) -> None:
        jobs = self._take_waiting()
        try:
            await self._loop.run_in_executor(self._thread, self._perform_and_save, jobs)
        except Exception as error:
            self._lost(error)
        finally:
            self._busy = False
        self._finish()

    def _perform_and_save(self, jobs: list[Job]) -> None:
        self._perform(jobs)
        self._save()

    # -- outside --------------------------------------------------------------------------------------------------

    def _carry_out(self, effects: Effects) -> None:
        _hand_over(effects.hand)
        for hop in effects.post:
            self.start_task(self._post(hop))
        for exchange in effects.finished:
            # Told once: a late answer ends an exchange that had ended before.
            done, exchange.done = exchange.done, None
            if done is not None:
                done()
        for terminal in effects.filled:
            event = self.mailboxes.pop(terminal, None)
            if event is not None:
                event.set()
        if effects.orphaned:
            self.start_task(self._offer(effects.orphaned))

    async def _offer(self, terminals: set[str]) -> None:
        await asyncio.sleep(OFFER_SECONDS)
        await self.run(lambda: self.world.switch.delivery.offer(terminals))

    def start_task(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the steps, for as long as the world is what it is."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _post(self, hop: Hop) -> None:
        switch, outcome = self.world.switch, None
        if self._courier is not None:
            try:
                outcome = await self._answer_of(hop, asyncio.ensure_future(self._courier.post(hop)))
            except Unavailable as error:
                log.warning("%s did not answer: %s", hop.to, error, extra={"message_id": hop.envelope.id})
        await self.run(lambda: self._take_late(switch, hop, outcome), long=bool(hop.fcn))

    def _take_late(self, asked: Switch, hop: Hop, outcome: Outcome | None) -> None:
        # Where the world was put back meanwhile, nobody in it knows of the question.
        if self.world.switch is asked:
            asked.late(hop, outcome)

    async def _answer_of(self, hop: Hop, asking: asyncio.Future[Outcome]) -> Outcome:
        """What a database elsewhere answers; a slow one is waited for, but its time limit passes meanwhile."""
        switch = self.world.switch
        try:
            answered, _ = await asyncio.wait((asking,), timeout=switch.limits.seconds)
            if not answered and not hop.again:
                await self.run(lambda: switch.overdue(hop.exchange, hop.to.upper()))
            return await asking
        finally:
            # Nobody waits for it where the world or the farm ends; it is stored, and asked again.
            asking.cancel()
            asking.add_done_callback(_pass_over)


def _pass_over(asked: asyncio.Future[Outcome]) -> None:
    """Look at what came of a question, so that the loop does not complain that nobody did."""
    if not asked.cancelled():
        asked.exception()


def _hand_over(handed: Iterable[tuple[Device, Entry, When | None]]) -> None:
    """Give every device its messages in order, as many at once as can be."""
    gathered: dict[Device, list[Entry]] = {}
    for device, entry, when in handed:
        if when is None:
            gathered.setdefault(device, []).append(entry)
        else:
            if device in gathered:
                device.hand(gathered.pop(device))
            device.break_off(entry, when)
    for device, entries in gathered.items():
        device.hand(entries)
