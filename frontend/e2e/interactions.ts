import type { Locator, Page } from '@playwright/test'
import { drawn } from './hands'
import { expect } from './stepwise'

/**
 * A hand that counts what it does: each click, each pressed control and each typed field is one interaction.
 * Moving (the mouse, Tab, the arrow keys) is not counted, as looking is not.
 */
export interface Hand {
  /** Uses a button, link, row or option. */
  use: (thing: Locator) => Promise<void>
  /** Fills a field. */
  type: (field: Locator, text: string) => Promise<void>
  /** Chooses from a list that opens below a field. */
  choose: (field: Locator, option: string) => Promise<void>
  count: () => number
}

/** By mouse: what is typed into a field that has not the focus costs a click more. */
export function mouse(page: Page): Hand {
  let n = 0
  const use = async (thing: Locator) => {
    await thing.click()
    n++
  }
  return {
    use,
    type: async (field, text) => {
      await expect(field).toBeVisible()
      await drawn(page) // a field that takes the focus by itself has it now
      if (!(await focused(field))) await use(field)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
      n++
    },
    choose: async (field, option) => {
      await use(field)
      await use(page.getByRole('option', { name: option, exact: true }).first())
    },
    count: () => n,
  }
}

/** By keyboard alone: Tab leads to a control as a person would come to it, Enter uses it. */
export function keyboard(page: Page): Hand {
  let n = 0
  const use = async (thing: Locator) => {
    await reach(page, thing)
    await page.keyboard.press('Enter')
    n++
  }
  return {
    use,
    type: async (field, text) => {
      await reach(page, field)
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
      n++
    },
    choose: async (field, option) => {
      await reach(page, field)
      if (await field.isEditable()) {
        await page.keyboard.press('ControlOrMeta+A')
        await page.keyboard.insertText(option)
      } else {
        await page.keyboard.press('Enter')
        await lead(page, option)
      }
      await expect(page.getByRole('option', { name: option }).first()).toBeVisible()
      await page.keyboard.press('Enter')
      n += 2
    },
    count: () => n,
  }
}

// The arrows lead to an option of an open list.
async function lead(page: Page, option: string) {
  const wanted = page.getByRole('option', { name: option, exact: true }).first()
  for (let i = 0; i < 40; i++) {
    if ((await wanted.getAttribute('data-combobox-selected')) !== null) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no arrow leads to ${option}`)
}

async function reach(page: Page, thing: Locator) {
  await expect(thing).toBeVisible()
  for (const way of ['Tab', 'Shift+Tab']) {
    for (let i = 0; i < 120; i++) {
      if (await focused(thing)) return
      await page.keyboard.press(way)
    }
  }
  throw new Error(`no key leads to ${thing}`)
}

function focused(thing: Locator) {
  return thing.evaluate((e) => e === document.activeElement || e.contains(document.activeElement))
}
