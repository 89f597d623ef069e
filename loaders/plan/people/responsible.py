"""What a cell of responsible people says: who is named, and with which post.

Owns: telling names from posts, and pairing them where the text itself pairs them.
Refuses: guessing. Where names and posts cannot be paired with certainty the names stand without a post and
`doubt` quotes the posts. Every name and post is a piece of the text as written (white space folded); the one
exception is a shared post: "Heads of Service – A/B" becomes "Head of Service – A" for the first person.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from data_model.plan.action_content import NamedPerson
from data_model.shared.name_key import name_key
from loaders.plan.people.people_parts import PeoplePart, Seen, read_parts, words_are_name
from loaders.plan.people.split_people import visible

_PLACEHOLDERS = frozenset(
    ("tbc", "tbd", "tba", "n/a", "na", "none", "vacant", "vacancy", "unknown", "pending")
    + tuple(
        f"to be {word}" for word in ("confirmed", "decided", "determined", "appointed", "agreed", "advised")
    )
)
_SHARED = re.compile(r"\bHeads( of Services?)\s*([-–—:])\s*", re.IGNORECASE)
_SPLITTERS = (re.compile(r"\s*/\s*"), re.compile(r"\s*;\s*"), re.compile(r"\s*(?:,|&|\band\b)\s*"))
_STILL_TO_COME = re.compile(
    r"\b(?:tb[cda]|to be (?:confirmed|appointed|decided)|vacan(?:t|cy))\b", re.IGNORECASE
)
_ORGANISATION = re.compile(r"([^(),;/]{2,60}?)\s*\(([^(),;/]+?),\s*([^()]+?)\s*\)")
_ADDRESSES = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.\w+(?:\s*[;,\s]\s*[^\s@;,<>]+@[^\s@;,<>]+\.\w+)*")
_POST_AND_NAME = re.compile(r"(?P<post>\S[^:;\n]*?)\s*(?P<joint>:|\s[–—-])\s*(?P<name>[^:;\n,()]+)")
_ABOVE = re.compile(r"(?:same )?as (?:per )?above\b.*|ditto\b.*|see above\b.*", re.IGNORECASE)
_LOOSE = frozenset(("/", ";", "and"))


@dataclass(frozen=True, slots=True)
class PersonAndPost:
    """One person with the post written for them. An empty name is a post with no named person, an empty post
    a person whose post is not given or not certain; never both."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Responsible:
    """A cell as written, the people understood from it, and one sentence when a person should look."""

    text: str
    people: tuple[PersonAndPost, ...]
    doubt: str = ""


@dataclass(slots=True)
class _Group:
    """Names, then the posts that follow them."""

    names: list[PeoplePart]
    posts: list[PeoplePart]
    follows_post: bool = False


def named_people(words: str) -> tuple[NamedPerson, ...]:
    """Return whom words name, read as a workbook's cell is read, as a change of an action takes them."""
    found = understand_responsible(words).people
    return tuple(NamedPerson(one.name, name_key(one.name), one.post) for one in found)


def say_understood(words: str) -> str:
    """Say in plain text whom words were read as, and what is doubtful about them."""
    read = understand_responsible(words)
    people = "; ".join(", ".join(filter(None, (one.name, one.post))) for one in read.people)
    return f"{people or 'nobody'}. {read.doubt}".strip()


@lru_cache(maxsize=4096)
def understand_responsible(text: str) -> Responsible:
    """Understand a cell of responsible people, posts and teams; a blank or a dash names nobody.

    Never raises. `doubt` holds the first thing that a person should look at, or is empty.
    """
    flat = visible(text).replace("\n", " ")
    if not any(char.isalnum() for char in flat) and "?" not in flat:
        return Responsible(text, ())
    if _is_placeholder(flat):
        return Responsible(text, (), f"“{flat}” names nobody yet.")
    if _ABOVE.fullmatch(flat):
        return Responsible(text, (), f"“{flat}” points to another cell.")
    if _ADDRESSES.fullmatch(flat):
        return Responsible(
            text,
            tuple(PersonAndPost(one, "") for one in re.split(r"[;,\s]+", flat)),
            "An address stands in place of a name.",
        )
    paired = _posts_and_names(text) or _shared_post(text) or _organisation_and_person(flat)
    people, doubts = paired or _parts(text)
    if not people and not doubts:
        doubts = [f"No name or post was recognised in “{flat}”."]
    return Responsible(text, tuple(people), doubts[0] if doubts else "")


def _is_placeholder(words: str) -> bool:
    return words.casefold().strip(" .()[]-–") in _PLACEHOLDERS or words.strip() == "?"


def _organisation_and_person(flat: str) -> tuple[list[PersonAndPost], list[str]] | None:
    """Read "ICB (Ola Brett, lead nurse)": an organisation, and its person with a post."""
    match = _ORGANISATION.fullmatch(flat)
    if match is None or not words_are_name(match[2].split()) or words_are_name(match[1].split()):
        return None
    if len(match[2].split()) < 2:
        return None
    return [PersonAndPost("", match[1]), PersonAndPost(match[2], match[3])], []


def _posts_and_names(text: str) -> tuple[list[PersonAndPost], list[str]] | None:
    """Read "Service Manager, Assessment: Ola Brett; Health: Ravi Olden": what is before a name is its post.

    None unless each piece is such a pair or a name, and one of them would be cut otherwise.
    """
    people, would_be_cut = list[PersonAndPost](), False
    for piece in (line.strip() for line in re.split(r"[\n;]", visible(text).strip())):
        match = _POST_AND_NAME.fullmatch(piece)
        name = (match["name"] if match else piece).split()
        if len(name) < 2 or not words_are_name(name):
            return None
        if match is None:
            people.append(PersonAndPost(piece, ""))
            continue
        parts = read_parts(match["post"]).parts
        headed = any(part.has_head for part in parts)
        if any(part.name for part in parts) or not (headed or match["joint"] == ":"):
            return None
        would_be_cut = would_be_cut or "," in match["post"] or not headed
        people.append(PersonAndPost(match["name"], match["post"]))
    return (people, []) if would_be_cut else None


def _shared_post(text: str) -> tuple[list[PersonAndPost], list[str]] | None:
    """Share "Heads of Service – A/B/C" out among as many people as it has parts, or give None."""
    shown = visible(text)
    found = _SHARED.search(shown)
    if found is None or "\n" in shown[found.end() :].strip():
        return None
    names, seen = read_parts(shown[: found.start()]), shown[found.end() :].strip()
    if not names.parts or any(part.kind != "name" for part in names.parts):
        return None
    for order, splitter in enumerate(_SPLITTERS):
        topics = [topic for topic in splitter.split(seen) if topic]
        if len(topics) != len(names.parts):
            continue
        if any(_says_post(topic) for topic in topics):
            return None
        people = [
            PersonAndPost(part.name, f"Head{found[1]} {found[2]} {topic}")
            for part, topic in zip(names.parts, topics, strict=True)
        ]
        if order == 2 and len(topics) > 1:
            names.doubts.append(
                f"The posts “{found[0]}{seen}” were given to the people in the order written."
            )
        return people, names.doubts
    return None


def _says_post(topic: str) -> bool:
    return any(part.has_head for part in read_parts(topic).parts)


def _parts(text: str) -> tuple[list[PersonAndPost], list[str]]:
    seen = read_parts(visible(text))
    people: list[PersonAndPost] = []
    group = _Group([], [])
    for part in seen.parts:
        if _is_placeholder(part.post):
            seen.doubts.append(f"“{part.post}” stands where a name or a post is still to come.")
            if not part.name:
                continue
            part.drop_post()
        if _belongs_to_post(part, group, people):
            _continue_post(part, group, seen)
            continue
        if (part.name and group.posts) or (part.binding == "tight"):
            if part.binding == "tight" and part.kind == "post-name" and _awaits(group):
                part.as_post()
            else:
                people += _finish(group, seen)
                group = _Group([], [], follows_post=any(post.has_single_head for post in group.posts))
        if part.binding == "tight" and part.name:
            people.append(PersonAndPost(part.name, part.post))
        elif part.kind == "name" or part.kind == "name-post":
            group.names.append(part)
            if part.post:
                group.posts.append(part)
        elif group.names and not group.posts and _stands_alone(part):
            people += _finish(group, seen)
            group = _Group([], [part])
        else:
            group.posts.append(part)
    people += _finish(group, seen)
    people = [person for person in people if person.name or person.post]  # bare punctuation leaves neither
    seen.doubts += [
        f"“{each.post}” is still to be filled." for each in people if _STILL_TO_COME.search(each.post)
    ]
    return people, seen.doubts


def _awaits(group: _Group) -> bool:
    return len(group.names) > len(group.posts)


def _stands_alone(part: PeoplePart) -> bool:
    """A team or a bare "HR" beside a name with "/" or "and" is another party, not that person's post."""
    return (
        part.before in _LOOSE
        and not part.function_first
        and (not part.has_single_head or len(part.post.split()) == 1)
    )


def _belongs_to_post(part: PeoplePart, group: _Group, people: list[PersonAndPost]) -> bool:
    if not group.posts or part.binding == "tight":
        return False
    if part.kind == "post":
        return not part.has_head or (part.before in ("and", ",") and not group.posts[-1].has_head)
    if len(part.name.split()) > 1 or part.before in ("\n", ";"):
        return False
    first = next((person.name for person in people if person.name), "") or (group.names or [part])[0].name
    return bool(people or group.names) and len(first.split()) > 1


def _continue_post(part: PeoplePart, group: _Group, seen: Seen) -> None:
    last = group.posts[-1]
    if part.name and part.has_head:  # "Rainbow Team Manager" after another post
        seen.doubts.append(f"“{part.whole}” was read as a post, though it may begin with a name.")
        part.as_post()
        group.posts.append(part)
        return
    if part.name:
        seen.doubts.append(f"“{part.name}” was read as part of a post, though it may be a name.")
    last.extend_to(part)


def _finish(group: _Group, seen: Seen) -> list[PersonAndPost]:
    """Pair the names and posts of one group, or state why they cannot be paired."""
    names, posts = group.names, group.posts
    if not names:
        return [PersonAndPost("", post.post) for post in _checked(posts, seen)]
    alone = [PersonAndPost(name.name, "") for name in names]
    if not posts:
        if group.follows_post:
            seen.doubts.append(f"“{names[0].name}”, written after a post, was read as a name without a post.")
        return alone
    seen.doubts += [
        f"“{post.maybe_name}”, read as part of a post, may be a name."
        for post in posts
        if " " in post.maybe_name
    ]
    if posts[0].kind == "post" and posts[0].before == "and":
        seen.doubts.append(f"It is not certain whose post “{_quote(posts, seen)}” is.")
        return alone + [PersonAndPost("", post.post) for post in posts]
    if len(names) == 1:
        return _one_person(names[0], posts, seen)
    if posts[0].kind == "post" and posts[0].before == "/":
        seen.doubts.append(f"“{_quote(posts, seen)}” was read as posts of the people before it.")
    if len(posts) == 1 and posts[0].is_plural:
        post = re.sub(r"^Heads\b", "Head", posts[0].post, flags=re.IGNORECASE)
        if post == posts[0].post or re.fullmatch(r"Head of Services?", post):
            return [PersonAndPost(name.name, post) for name in names]
    if len(names) == len(posts) and not any(post.is_plural for post in posts):
        return [PersonAndPost(name.name, post.post) for name, post in zip(names, posts, strict=True)]
    function = posts[0].split_function()
    seen.doubts.insert(0, f"The posts cannot be told apart for each person: “{_quote(posts, seen)}”.")
    return alone + ([PersonAndPost("", function)] if function else [])


def _one_person(name: PeoplePart, posts: list[PeoplePart], seen: Seen) -> list[PersonAndPost]:
    """Give one person the posts written after their name; teams in the list stay posts without a name."""
    teams = [
        post for post in posts[1:] if post.is_plural or (post.before in ("/", "\n", ";") and post.is_one_word)
    ]
    own = [post for post in posts if post not in teams]
    if any(post.before in ("/", ";", "\n") for post in own[1:]):
        seen.doubts.append(f"“{_quote(own, seen)}” may be the posts of more than one person.")
    elif own[0].kind == "post" and own[0].before in _LOOSE:
        seen.doubts.append(f"“{_quote(own, seen)}” was read as the post of {name.name}.")
    if own != posts[: len(own)]:  # a team between two posts: nothing can be cut out, so all stays together
        own, teams = posts, []
    person = PersonAndPost(name.name, _quote(own, seen))
    return [person] + [PersonAndPost("", post.post) for post in teams]


def _quote(posts: list[PeoplePart], seen: Seen) -> str:
    return seen.between(posts[0].post_start, posts[-1].post_end)


def _checked(posts: list[PeoplePart], seen: Seen) -> list[PeoplePart]:
    for post in posts:
        if post.maybe_name:
            seen.doubts.append(f"“{post.maybe_name}” may be a name, but was read as part of a post.")
        elif post.post and not post.has_post_word:
            seen.doubts.append(f"“{post.post}” was not recognised as a name or as a post.")
    return posts
