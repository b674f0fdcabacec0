import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { visit } from './furnish'
import { expect, type Stepwise } from './stepwise'

// How a screen is looked over: does it fit, and is it open to everybody.

/** Goes there and waits until the screen is another and has what it asks the program for. */
export async function open(page: Page, s: Stepwise, path: string) {
  await page.evaluate(() => {
    for (const e of document.querySelectorAll('main *')) e.setAttribute('data-old', '')
  })
  await visit(page, s, path)
  // The sections of the settings share their heading.
  const fresh = path.startsWith('/settings') ? 'main :not([data-old])' : 'main h1:not([data-old])'
  await expect(page.locator(fresh).first()).toBeVisible()
  await expect(page.locator('main h1').first()).not.toHaveText(/^\s*$/)
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0)
  await expect(page).toHaveURL(`${s.address}/#${path}`)
}

/** By how many pixels the window and the screen in it are too narrow for what they show. */
export function tooNarrow(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [document.scrollingElement, document.querySelector('main')].map((e) =>
      e ? e.scrollWidth - e.clientWidth : 0,
    ),
  )
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds that keeps people out, in words. What it finds only while something is on its way is nothing. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'))
  let found = await grave(page)
  for (let again = 0; again < 4 && found.length > 0; again++) {
    await page.waitForTimeout(400)
    found = await grave(page)
  }
  return found
}

function grave(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document)
    const grave = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
    return grave.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} (${n.html.slice(0, 120)})`),
    )
  })
}
