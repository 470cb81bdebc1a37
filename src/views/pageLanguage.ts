// The browser's own name of its language may be none that it understands itself (`en-US@posix`, where the system has no other), and a library that asks
// for it fails. It is the page's language here, as VS Code names it.
Object.defineProperty(navigator, 'language', { value: document.documentElement.lang });
