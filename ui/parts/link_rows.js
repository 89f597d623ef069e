// Draws rows of links as one element. See link_rows.py. Words are put in as text, never as markup.
const make = (name, looks, words) => {
    const made = document.createElement(name);
    if (looks) made.className = looks;
    if (words) made.textContent = words;
    return made;
};

function say(words) {
    // An arrow stays with the word before it.
    const text = words.text.replace(/ ›$/, "\u00a0›");
    const said = make(words.strong ? "strong" : "span", words.fill ? "chip" : "", text);
    if (words.fill) {
        said.style.background = words.fill;
        said.style.color = words.colour;
    }
    return said;
}

function draw(cell, press) {
    const made = make(cell.page ? "a" : "span", cell.rest ? "part rest" : "part");
    if (cell.page) {
        const address = new URLSearchParams(cell.address || {}).toString();
        made.href = address ? `${cell.page}?${address}` : cell.page;
        made.addEventListener("click", event => {
            // To open it beside is the browser's own; here the session is kept.
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            press({ page: cell.page, address: cell.address || {} });
        });
    }
    if (cell.width) made.style.width = `${cell.width}px`;
    if (cell.picture) {
        const picture = make("img");
        picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(cell.picture)}`;
        picture.alt = cell.words.map(words => words.text).join("");
        made.append(picture);
    } else made.append(...cell.words.map(say));
    if (cell.below) made.append(make("span", "below", cell.below));
    return made;
}

function drawSection(section, press) {
    const made = make("section", section.name);
    made.style.flex = section.share;
    if (section.heading) {
        const head = make("div", "head");
        head.append(make("h2", "", section.heading));
        if (section.beside) head.append(draw(section.beside, press));
        made.append(head);
    }
    const list = make("ul", `${section.cards ? "cards" : ""} ${section.small ? "small" : ""}`.trim());
    list.append(...section.rows.map(row => {
        const item = make("li", !section.cards && row.some(cell => cell.rest) ? "whole" : "");
        item.append(...row.map(cell => draw(cell, press)));
        return item;
    }));
    made.append(list);
    return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
    const press = where => setTriggerValue("pressed", where);
    parentElement.querySelector(".link-rows").replaceChildren(...data.bands.map(band => {
        const made = make("div", "band");
        made.append(...band.map(section => drawSection(section, press)));
        return made;
    }));
}
