'use strict'
// Goes on by itself where a person looks: what is fetched ahead waits until
// somebody does, and a browser that a program drives is left with the button.
const go = () => document.forms[0].submit()
if (document.prerendering) document.addEventListener('prerenderingchange', go, { once: true })
else if (!navigator.webdriver) go()
