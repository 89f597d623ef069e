// Keeps what is typed into text fields until the server has it. See typed_words.py.
const PAUSE = 3000; // milliseconds; at most so often is what is typed handed to the server
const LONGEST = 6000; // between two tries while the server does not take it
const LEFT_BEHIND = 60000; // words of another tab that are older than this are taken over
const PREFIX = "typed words ";

const tab = (() => {
    try {
        const kept = sessionStorage.getItem("typed words tab") || Math.random().toString(36).slice(2);
        sessionStorage.setItem("typed words tab", kept);
        return kept;
    } catch {
        return "this";
    }
})();
const inMemory = {};
const state = { wait: PAUSE, timer: null };

// What was saved or thrown away is forgotten once, and not again when the page is drawn anew.
function isNew(token) {
    try {
        if (sessionStorage.getItem("typed words forgotten") === token) return false;
        sessionStorage.setItem("typed words forgotten", token);
    } catch {
        if (inMemory.forgotten === token) return false;
        inMemory.forgotten = token;
    }
    return true;
}

function read(name) {
    try {
        return JSON.parse(localStorage.getItem(name)) || { fields: {} };
    } catch {
        return inMemory[name] || { fields: {} };
    }
}

function write(name, entry) {
    try {
        if (Object.keys(entry.fields).length) localStorage.setItem(name, JSON.stringify(entry));
        else localStorage.removeItem(name);
        return true;
    } catch {
        inMemory[name] = entry;
        return false;
    }
}

const holds = (text, words) => words.trim() === (text || "").trim()
    || (words.trim() !== "" && (text || "").includes(words.trim()));

export default function ({ data, parentElement, setTriggerValue }) {
    const name = `${PREFIX}${data.about} ${tab}`;
    const line = parentElement.querySelector("span");
    const find = field => data.fields[field] && document.querySelector(
        `.st-key-${data.fields[field]} textarea, .st-key-${data.fields[field]} input[type="text"]`);
    let isStored = true;

    const say = entry => {
        if (!Object.keys(entry.fields).length) line.textContent = "";
        else line.textContent = isStored ? "Your last words are in this browser only, until the draft has them."
            : "Your last words are not kept yet.";
    };
    const send = () => {
        state.timer = null;
        const entry = read(name);
        const fields = Object.keys(entry.fields);
        if (!fields.length) return;
        // What stands otherwise in the page than it was typed has been lost from it.
        const lost = fields.filter(field => {
            const found = find(field);
            return !found || found.value !== entry.fields[field];
        });
        setTriggerValue("typed", { about: data.about, version: entry.version, fields: entry.fields, lost });
        state.wait = Math.min(state.wait * 2, LONGEST);
        state.timer = setTimeout(send, state.wait);
    };
    const plan = () => {
        if (state.timer === null) state.timer = setTimeout(send, state.wait);
    };
    const settle = () => {
        const gone = data.forget;
        if (gone && isNew(gone.token)) {
            const saved = `${PREFIX}${gone.about} ${tab}`;
            const entry = read(saved);
            for (const field in entry.fields)
                if (!gone.fields || holds(gone.fields[field], entry.fields[field])) delete entry.fields[field];
            write(saved, entry);
        }
        const entry = read(name);
        for (const field in entry.fields)
            if (holds(data.kept[field], entry.fields[field]) || holds(data.stands[field], entry.fields[field]))
                delete entry.fields[field];
        isStored = write(name, entry);
        say(entry);
        if (Object.keys(entry.fields).length) plan();
        else {
            clearTimeout(state.timer);
            state.timer = null;
            state.wait = PAUSE;
        }
    };
    const adopt = () => {
        const entry = read(name);
        const others = [];
        try {
            for (let place = 0; place < localStorage.length; place += 1) {
                const other = localStorage.key(place);
                if (other.startsWith(`${PREFIX}${data.about} `) && other !== name) others.push(other);
            }
        } catch {
            return;
        }
        for (const other of others) {
            const left = read(other);
            if (Date.now() - left.at < LEFT_BEHIND) continue;
            entry.fields = { ...left.fields, ...entry.fields };
            entry.version = entry.version ?? left.version;
            if (write(name, entry)) localStorage.removeItem(other);
        }
    };
    const onInput = event => {
        const field = Object.keys(data.fields).find(each => find(each) === event.target);
        if (!field) return;
        const entry = read(name);
        entry.fields[field] = event.target.value;
        entry.version = entry.version ?? data.version;
        entry.at = Date.now();
        isStored = write(name, entry);
        say(entry);
        plan();
    };

    adopt();
    settle();
    document.addEventListener("input", onInput, true);
    return () => {
        document.removeEventListener("input", onInput, true);
        clearTimeout(state.timer);
        state.timer = null;
    };
}
