"""Faults over HTTP: each as a client sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from switch.http.app import make_app
from tests.switch.http.conftest import MakeFarm, SmallFarm, client_of, restart

pytestmark = pytest.mark.anyio

Send = Callable[..., Awaitable[httpx.Response]]
Enter = Callable[..., Awaitable[dict[str, Any]]]
DOWN = {"match": {"key": "QW"}, "effect": {"down": True}}
INQUIRY = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M"
EFFECTS = ["down", "delay_seconds", "late", "drop", "out_of_order", "duplicate", "garble", "cut", "close", "hold"]
NOW = {"wait": "0"}


class Kit:
    """What a tester does with faults."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def fault(self, match: dict[str, str], more: Any = None, **effect: Any) -> dict[str, Any]:
        """Put a fault in force."""
        answer = await self.client.post("/faults", json={"match": match, "effect": effect, **(more or {})})
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def ask(self, text: str = INQUIRY) -> dict[str, Any]:
        """Send a message; gives what has come of it by now."""
        headers = {"Content-Type": "text/plain"}
        answer = await self.client.post("/messages", content=text, headers=headers, params=NOW)
        found: dict[str, Any] = answer.json()
        return found

    async def advance(self, seconds: float) -> list[str]:
        """Move the clock; gives what fired."""
        answer = await self.client.post("/clock/advance", json={"seconds": seconds})
        return [item["what"] for item in answer.json()["fired"]]

    async def mailbox(self, after: int = 0, terminal: str = "SAC1") -> list[dict[str, Any]]:
        """What came to a terminal."""
        page = (await self.client.get(f"/terminals/{terminal}/messages", params={"after": after})).json()
        found: list[dict[str, Any]] = page["messages"]
        return found

    async def reasons(self) -> list[str]:
        """What the journal says that faults did."""
        entries = (await self.client.get("/journal")).json()["entries"]
        return [why["text"] for entry in entries for why in entry["why"] if why["rule"] == "FARM-FAULT"]


@pytest.fixture
def kit(client: httpx.AsyncClient) -> Kit:
    return Kit(client)


def kinds(replies: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(reply["source"], reply["kind"]) for reply in replies]


async def test_a_fault_strikes_until_it_is_ended(client: httpx.AsyncClient, send: Send) -> None:
    added = await client.post("/faults", json=DOWN)
    assert added.status_code == 201
    assert (await client.get("/faults")).json() == {"faults": [added.json()]}
    assert "MESSAGE KEY IS DOWN" in (await send(INQUIRY)).json()["replies"][0]["text"]
    assert (await client.delete(f"/faults/{added.json()['id']}")).status_code == 204
    assert (await send(INQUIRY)).json()["replies"][0]["kind"] == "NONE"


async def test_all_faults_end_together(client: httpx.AsyncClient) -> None:
    for _ in range(3):
        await client.post("/faults", json=DOWN)
    assert (await client.delete("/faults")).status_code == 204
    assert (await client.get("/faults")).json() == {"faults": []}


@pytest.mark.parametrize("path", ["/faults/7", "/faults/99999999999999999999"])
async def test_an_unknown_fault_is_404(resting: httpx.AsyncClient, path: str) -> None:
    assert (await resting.delete(path)).status_code == 404


async def test_a_number_that_is_none_is_refused(resting: httpx.AsyncClient) -> None:
    answer = await resting.delete("/faults/first")
    assert (answer.status_code, answer.json()["field"]) == (422, "number")


WPS = {"source": "WPS"}
HOLD = {"hold": True}
ON_SWITCH = ["duplicate", "garble", "cut", "close"]


@pytest.mark.parametrize(
    ("body", "field", "accepted"),
    [
        ({"match": {}, "effect": {"down": True}}, "match", "a source, a key, a terminal, or several"),
        ({"match": {"direction": "in"}, "effect": {"drop": True}}, "match", "a source, a key, a terminal, or several"),
        ({"match": {"key": "QW"}}, "effect", f"an object of {', '.join(EFFECTS)}"),
        ({"match": {"colour": "red", "key": "QW"}, "effect": {"down": True}}, "match.colour",
         ["source", "key", "terminal", "direction"]),
        ({"match": WPS, "effect": {}}, "effect", EFFECTS),
        ({"match": WPS, "effect": {"drop": True, "cut": True}}, "effect", EFFECTS),
        ({"match": WPS, "effect": {"drop": None}}, "effect", EFFECTS),
        ({"match": WPS, "effect": {"drop": False}}, "effect.drop", "true"),
        ({"match": WPS, "effect": {"delay_seconds": 0}}, "effect.delay_seconds", "a number above 0 up to 31536000"),
        ({"match": WPS, "effect": {"delay_seconds": "5"}}, "effect.delay_seconds", "a number above 0 up to 31536000"),
        ({"match": WPS, "effect": {"close": "soon"}}, "effect.close", [True, "before", "middle", "after"]),
        ({"match": {"source": "WPS", "direction": "up"}, "effect": {"drop": True}}, "match.direction", ["in", "out"]),
        ({"match": WPS, "effect": {"drop": True}, "times": 0}, "times", "a whole number from 1 to 1000000"),
        ({"match": WPS, "effect": {"drop": True}, "probability": 2}, "probability", "a number above 0 up to 1"),
        ({"match": {"terminal": "SAC1"}, "effect": {"down": True}}, "match", "a source, a key, or both"),
        ({"match": {"source": "WPS", "direction": "in"}, "effect": {"down": True}}, "match.direction", "no direction"),
        ({"match": {"source": "WPS", "direction": "in"}, "effect": {"duplicate": True}}, "effect.duplicate",
         ["delay_seconds", "drop", "garble", "cut"]),
        ({"match": {"source": "CLETS"}, "effect": {"drop": True}}, "match.source", "a database"),
        ({"match": {"key": "YQ"}, "effect": {"drop": True}}, "effect.drop", ["down", *ON_SWITCH]),
        ({"match": {"key": "TYR", "direction": "in"}, "effect": {"cut": True}}, "effect.cut", ["down", *ON_SWITCH]),
        ({"match": {"key": "YQ", "source": "WPS"}, "effect": {"down": True}}, "match.source", "CLETS"),
        ({"match": WPS, "effect": HOLD}, "match.terminal", "a mnemonic"),
        ({"match": {"terminal": "SAC1", "key": "QW"}, "effect": HOLD}, "match.key", "match.terminal alone"),
        ({"match": {"terminal": "SAC1"}, "effect": HOLD, "times": 1}, "times", "match.terminal alone"),
    ],
    ids=str,
)  # fmt: skip
async def test_a_fault_that_means_nothing_is_refused(
    resting: httpx.AsyncClient, body: dict[str, Any], field: str, accepted: object
) -> None:
    answer = await resting.post("/faults", json=body)
    content = answer.json()
    assert (answer.status_code, content["field"], content["accepted"]) == (422, field, accepted)


async def test_a_fault_that_would_strike_nothing_is_refused(resting: httpx.AsyncClient) -> None:
    match = {"source": "NOSUCH", "key": "ZZ", "terminal": "ZZZZ"}
    answer = await resting.post("/faults", json={"match": match, "effect": {"down": True}})
    source, key, terminal = answer.json()["errors"]
    fields = (source["field"], key["field"], terminal["field"])
    assert (answer.status_code, fields) == (422, ("match.source", "match.key", "match.terminal"))
    assert {"NCIC", "WPS", "CLETS"} <= set(source["accepted"])
    assert {"QW", "TQW", "YQ"} <= set(key["accepted"])
    assert {"SAC1", "POOL"} <= set(terminal["accepted"])


# -- answers that are late, lost or in disorder ----------------------------------------------------------------------


async def test_a_delayed_answer_comes_when_the_clock_has_moved_and_the_others_at_once(kit: Kit) -> None:
    await kit.fault(WPS, delay_seconds=5)
    answer = await kit.ask()
    assert (kinds(answer["replies"]), answer["pending"]) == ([("CARPOS", "NONE")], ["WPS"])
    assert await kit.advance(4) == []
    assert await kit.advance(1) == ["answer: QW of WPS"]
    late = (await kit.mailbox())[-1]
    assert (late["source"], late["at"]) == ("WPS", "2026-07-01T12:00:05-07:00")
    assert late["why"][-1]["text"] == "fault 1: answer delayed by 5 seconds (WPS)"
    assert await kit.advance(60) == []


@pytest.mark.parametrize("effect", [{"late": True}, {"delay_seconds": 15}], ids=str)
async def test_an_answer_beyond_the_time_limit_is_told_and_still_delivered(kit: Kit, effect: dict[str, Any]) -> None:
    await kit.fault(WPS, **effect)
    await kit.ask()
    assert await kit.advance(60) == ["time limit: QW of WPS", "answer: QW of WPS"]
    told, late = (await kit.mailbox())[-2:]
    assert "WPS HAS NOT ANSWERED WITHIN 10 SECONDS; A LATE ANSWER WILL BE DELIVERED" in told["text"]
    assert (told["at"][11:19], told["why"][0]["rule"]) == ("12:00:10", "CLETS-24")
    assert (late["source"], late["kind"], late["at"][11:19]) == ("WPS", "NONE", "12:00:15")
    assert late["why"][-1]["text"] == "came after the time limit of 10 seconds"


async def test_a_dropped_answer_never_comes_and_the_sender_is_told(kit: Kit) -> None:
    await kit.fault(WPS, {"times": 1}, drop=True)
    assert (await kit.ask())["pending"] == ["WPS"]
    assert await kit.advance(600) == ["time limit: QW of WPS"]
    assert kinds(await kit.mailbox()) == [("CARPOS", "NONE"), ("CLETS", "ERROR")]
    assert await kit.reasons() == ["fault 1: answer dropped (WPS)"]


async def test_a_dropped_question_does_not_change_a_record_but_a_dropped_answer_does(kit: Kit, enter: Enter) -> None:
    fcn = (await enter())["fcn"]
    for direction, weight in (("in", "200"), ("out", "210")):
        await kit.fault({"source": "WPS", "direction": direction}, {"times": 1}, drop=True)
        assert (await kit.ask(f"SAC1.*FULL01.MW.CA0340000.FCN/{fcn}.WGT/{weight}"))["pending"] == ["WPS"]
        record = (await kit.client.get(f"/wps/records/{fcn}")).json()
        assert record["fields"].get("WGT") == (None if direction == "in" else "210")


async def test_a_delayed_question_reaches_its_database_later(kit: Kit, enter: Enter) -> None:
    await kit.fault({"source": "WPS", "direction": "in"}, delay_seconds=5)
    assert (await kit.ask())["pending"] == ["WPS"]
    await kit.client.delete("/faults")
    await enter()
    assert "question: QW to WPS" in await kit.advance(5)
    assert kinds(await kit.mailbox())[-1] == ("WPS", "HIT")
    assert await kit.reasons() == ["fault 1: question delayed by 5 seconds (WPS)"]


async def test_a_record_whose_answer_was_lost_is_sent_again_and_taken_once(
    kit: Kit, client: httpx.AsyncClient, complete: dict[str, Any]
) -> None:
    await kit.fault({"source": "NCIC"}, {"times": 1}, drop=True)
    fields = ".".join(f"{code}/{value}" for code, value in complete.items())
    answer = await kit.ask(f"SAC1.*FULL01.EW.CA0340000.{fields}")
    assert (kinds(answer["replies"]), answer["pending"]) == ([("WPS", "ACK")], ["NCIC"])
    fired = await kit.advance(300)
    assert fired[0] == "time limit: EW of NCIC"
    assert fired[1].startswith("retry: EW")
    assert kinds(await kit.mailbox()) == [("WPS", "ACK"), ("CLETS", "ERROR"), ("NCIC", "ACK")]
    found = (await client.get("/ncic/records", params={"OCA": complete["OCA"]})).json()["records"]
    (record,) = (await client.get("/wps/records", params={"OCA": complete["OCA"]})).json()["records"]
    assert [one["nic"] for one in found] == [record["nic"]]
    assert record["fields"]["ENT"] == "2"


async def test_an_answer_out_of_order_comes_after_the_next_one(kit: Kit) -> None:
    await kit.fault(WPS, out_of_order=True)
    answer = await kit.ask(f"{INQUIRY}.DOB/19800215")
    assert kinds(answer["replies"]) == [("CARPOS", "NONE"), ("WPS", "NONE"), ("NCIC", "NONE")]
    assert answer["pending"] == []
    assert await kit.reasons() == ["fault 1: answer delivered after the next one (WPS)"]


async def test_an_answer_out_of_order_that_nothing_follows_comes_at_once(kit: Kit) -> None:
    await kit.fault({"source": "NCIC"}, out_of_order=True)
    answer = await kit.ask(f"{INQUIRY}.DOB/19800215")
    assert kinds(answer["replies"])[-1] == ("NCIC", "NONE")
    assert await kit.reasons() == ["fault 1: answer delivered at once, no other was to come (NCIC)"]
    await kit.fault({"terminal": "SAC1"}, out_of_order=True)
    assert len((await kit.ask(f"{INQUIRY}.DOB/19800215"))["replies"]) == 3


async def test_an_answer_out_of_order_waits_for_a_delayed_one(kit: Kit) -> None:
    await kit.fault({"source": "CARPOS"}, delay_seconds=5)
    await kit.fault(WPS, out_of_order=True)
    assert (await kit.ask())["replies"] == []
    assert await kit.advance(600) == ["answer: QRO of CARPOS"]
    assert kinds(await kit.mailbox()) == [("CARPOS", "NONE"), ("WPS", "NONE")]


async def test_an_answer_out_of_order_comes_at_the_time_limit_where_nothing_follows(kit: Kit) -> None:
    await kit.fault({"source": "CARPOS"}, drop=True)
    await kit.fault(WPS, out_of_order=True)
    await kit.ask()
    await kit.advance(600)
    assert kinds(await kit.mailbox()) == [("WPS", "NONE"), ("CLETS", "ERROR")]
    assert "fault 2: answer delivered at the time limit, no other had come (WPS)" in await kit.reasons()


# -- answers that are damaged ----------------------------------------------------------------------------------------


async def test_a_duplicated_answer_comes_twice(kit: Kit) -> None:
    await kit.fault({"source": "CARPOS"}, duplicate=True)
    answer = await kit.ask()
    assert kinds(answer["replies"]) == [("WPS", "NONE"), ("CARPOS", "NONE"), ("CARPOS", "NONE")]
    assert answer["replies"][1]["text"] == answer["replies"][2]["text"]


@pytest.mark.parametrize("effect", ["garble", "cut"])
async def test_a_damaged_answer_keeps_its_first_line_and_has_no_records(kit: Kit, enter: Enter, effect: str) -> None:
    await enter()
    whole = (await kit.ask())["replies"][0]
    await kit.fault(WPS, **{effect: True})
    struck = (await kit.ask())["replies"][0]
    assert struck["text"].split("\n")[0] == whole["text"].split("\n")[0]
    assert struck["text"] != whole["text"]
    assert (struck["records"], len(whole["records"])) == ([], 1)
    assert whole["text"].startswith(struck["text"]) is (effect == "cut")


async def test_a_garbled_question_finds_nothing_or_is_refused(kit: Kit, enter: Enter) -> None:
    await enter()
    await kit.fault({"source": "WPS", "direction": "in"}, garble=True)
    assert (await kit.ask())["replies"][0]["kind"] in ("NONE", "NEAR", "REJECT")
    assert await kit.reasons() == ["fault 1: question garbled (WPS)"]


async def test_a_question_cut_short_lacks_its_last_fields(kit: Kit) -> None:
    await kit.fault({"source": "WPS", "direction": "in"}, cut=True)
    assert "SEX MISSING" in (await kit.ask())["replies"][0]["text"]


async def test_the_switch_itself_can_be_damaged_too(kit: Kit) -> None:
    await kit.fault({"source": "CLETS"}, duplicate=True)
    assert kinds((await kit.ask("SAC1.*FULL01.NOKEY.CA0340000"))["replies"]) == [("CLETS", "ERROR")] * 2


@pytest.mark.parametrize("when", ["before", "middle"])
async def test_a_reply_whose_connection_is_closed_is_lost_to_the_request_and_in_the_mailbox(
    kit: Kit, when: str
) -> None:
    await kit.fault(WPS, close=when)
    answer = await kit.ask()
    assert (kinds(answer["replies"]), answer["pending"]) == ([("CARPOS", "NONE")], [])
    assert kinds(await kit.mailbox()) == [("WPS", "NONE"), ("CARPOS", "NONE")]


# -- queues ----------------------------------------------------------------------------------------------------------


async def test_a_queue_that_is_held_is_released_in_order(kit: Kit) -> None:
    held = await kit.fault({"terminal": "SAC1"}, hold=True)
    assert await kit.ask() == {"id": "M0000000001", "replies": [], "pending": []}
    await kit.ask("SAC2.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M")
    assert await kit.mailbox() == []
    assert len(await kit.mailbox(terminal="SAC2")) == 2
    await kit.client.delete(f"/faults/{held['id']}")
    messages = await kit.mailbox()
    assert kinds(messages) == [("WPS", "NONE"), ("CARPOS", "NONE")]
    assert messages[0]["why"][-1]["text"] == "fault 1: held in the terminal's queue"


# -- which fault strikes, and how often ------------------------------------------------------------------------------


async def test_the_oldest_fault_that_fits_strikes_alone(kit: Kit) -> None:
    await kit.fault(WPS, {"times": 1}, duplicate=True)
    await kit.fault({"key": "QW", "terminal": "SAC1"}, {"times": 2}, drop=True)
    first, second, third = [await kit.ask() for _ in range(3)]
    assert kinds(first["replies"]) == [("WPS", "NONE"), ("WPS", "NONE")]
    assert (first["pending"], second["pending"], third["pending"]) == (["CARPOS"], ["WPS"], [])
    assert (await kit.client.get("/faults")).json() == {"faults": []}


async def test_a_fault_strikes_only_the_terminal_that_it_names(kit: Kit) -> None:
    await kit.fault({"terminal": "SAC2"}, drop=True)
    assert (await kit.ask())["pending"] == []


async def test_a_fault_says_how_often_it_has_struck(kit: Kit) -> None:
    await kit.fault(WPS, {"times": 3}, duplicate=True)
    await kit.ask()
    (fault,) = (await kit.client.get("/faults")).json()["faults"]
    assert fault == {"id": 1, "match": WPS, "effect": {"duplicate": True}, "times": 3, "struck": 1}


async def test_a_fault_that_holds_a_queue_says_how_many_messages_it_holds(kit: Kit) -> None:
    await kit.fault({"terminal": "SAC1"}, hold=True)
    await kit.ask()
    (fault,) = (await kit.client.get("/faults")).json()["faults"]
    assert fault["struck"] == 2


@pytest.mark.parametrize("effect", ["down", *ON_SWITCH])
async def test_what_the_switch_answers_itself_can_be_struck_by_its_key(kit: Kit, effect: str) -> None:
    await kit.fault({"key": "YQ"}, {"times": 1}, **{effect: True})
    await kit.ask("LAX1.*FULL01.YQ.CA0190000.CA0340000.RTY/WP.RNO/1.PRI/U.OCA/26-1.NAM/ROE,RALPH")
    assert (await kit.client.get("/faults")).json() == {"faults": []}


async def test_a_question_is_struck_before_its_answer_whichever_fault_is_older(kit: Kit) -> None:
    await kit.fault(WPS, cut=True)
    await kit.fault(WPS, {"times": 1}, down=True)
    assert kinds((await kit.ask())["replies"])[0] == ("CLETS", "ERROR")
    assert kinds((await kit.ask())["replies"])[0] == ("WPS", "NONE")
    assert await kit.reasons() == 2 * ["fault 2: out of service (WPS)"] + ["fault 1: text cut"]


async def test_a_number_is_never_given_again(kit: Kit) -> None:
    for number in (1, 2):
        assert (await kit.fault(WPS, drop=True))["id"] == number
        await kit.client.delete("/faults")


async def test_the_same_script_draws_the_same_chances(make_farm: MakeFarm) -> None:
    farm = make_farm("first", "second")
    found = []
    for name in ("first", "second"):
        async with client_of(make_app(farm), headers={"X-World": name}) as client:
            kit = Kit(client)
            await kit.fault(WPS, {"probability": 0.5}, duplicate=True)
            counts = [len((await kit.ask())["replies"]) for _ in range(20)]
            await restart(farm, name)
            counts += [len((await kit.ask())["replies"]) for _ in range(20)]
        found.append(counts)
    assert found[0] == found[1]
    assert {2, 3} == set(found[0])
    assert found[0][:20] != found[0][20:]


async def test_what_faults_keep_back_survives_a_restart(farm: SmallFarm, kit: Kit) -> None:
    await kit.fault(WPS, {"times": 3}, delay_seconds=20)
    await kit.fault({"source": "CARPOS", "direction": "in"}, delay_seconds=5)
    await kit.fault({"source": "NCIC"}, drop=True)
    held = await kit.fault({"terminal": "SAC2"}, hold=True)
    assert len((await kit.ask(f"{INQUIRY}.DOB/19800215"))["pending"]) == 3
    await kit.ask("SAC2.*FULL01.QV.CA0340000.LIC/1ZZZ999")
    await restart(farm)
    assert await kit.advance(600) == [
        "question: QRO to CARPOS", "time limit: QW of NCIC", "time limit: QW of WPS", "answer: QW of WPS",
    ]  # fmt: skip
    came = await kit.mailbox()
    assert kinds(came) == [("CARPOS", "NONE"), ("CLETS", "ERROR"), ("CLETS", "ERROR"), ("WPS", "NONE")]
    assert [why["text"] for why in came[-1]["why"][-2:]] == [
        "fault 1: answer delayed by 20 seconds (WPS)", "came after the time limit of 10 seconds",
    ]  # fmt: skip
    assert [fault.get("struck") for fault in (await kit.client.get("/faults")).json()["faults"]] == [1, 1, 1, 1]
    assert await kit.mailbox(terminal="SAC2") == []
    await kit.client.delete(f"/faults/{held['id']}")
    assert kinds(await kit.mailbox(terminal="SAC2")) == [("SVS", "NONE")]


async def test_a_request_that_waits_is_answered_when_the_clock_brings_the_answer(kit: Kit) -> None:
    await kit.fault(WPS, delay_seconds=15)
    headers = {"Content-Type": "text/plain"}
    waiting = asyncio.ensure_future(
        kit.client.post("/messages", content=INQUIRY, headers=headers, params={"wait": "60"})
    )
    while not (await kit.mailbox()):
        await asyncio.sleep(0)
    await kit.advance(10)
    answer = (await waiting).json()
    assert (kinds(answer["replies"]), answer["pending"]) == ([("CARPOS", "NONE"), ("CLETS", "ERROR")], [])
    await kit.advance(5)
    assert kinds(await kit.mailbox())[-1] == ("WPS", "NONE")
