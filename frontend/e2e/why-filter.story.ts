import type { Page } from '@playwright/test'
import { at, civil, moveClock, nextMonday } from './clock'
import { addCard, type Furnished, setUp, visit } from './furnish'
import { choose, picture } from './hands'
import { expect, type Stepwise, test } from './stepwise'

// Why a card matches a filter or not, asked from where one stands.

const wait = 'has been in Offer sent for at least 3 days'

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Why?' })
const why = (page: Page) => page.getByRole('button', { name: 'Why is a card in or out?' })

/** A filter for three days in "Offer sent", and two cards: one in that status since now, one elsewhere. */
async function waiting(page: Page, s: Stepwise) {
  const f = await setUp(page, s)
  const monday = nextMonday()
  await moveClock(page, s, at(monday, 0, '10:30'))
  const card = await addCard(page, s, f, 'stefan@client.example', 'Offer sent')
  await addCard(page, s, f, 'zoe@client.example', 'Contacted')
  const status = (op: string, ...values: (string | undefined)[]) => ({
    subject: 'status',
    field: '',
    op,
    values,
  })
  const saved = await s.rpc<{ filter: { id: string } }>(page, 'SaveFilter', {
    id: '',
    revision: 0,
    product: f.product,
    name: 'Silent for three days',
    folder: '',
    tree: {
      any: false,
      conditions: [status('stayed_at_least_days', f.statuses['Offer sent'], '3')],
      groups: [
        {
          any: true,
          conditions: [
            status('is', f.statuses['Offer sent']),
            status('is', f.statuses.Negotiation),
          ],
          groups: [],
        },
      ],
    },
  })
  const enters = at(monday, 3, '00:00')
  return { ...f, card, filter: saved.filter.id, monday, enters }
}

/** Chooses the card that is asked about, by a part of its name. */
async function ask(page: Page, part: string) {
  await drawer(page).getByRole('combobox', { name: 'Card' }).fill(part)
  await page.getByRole('option', { name: `Card of ${part}` }).click()
}

/** A day as the screens write it in English. */
function dayOf(instant: number): string {
  const [date] = civil(instant).split(' ')
  return new Date(`${date}T12:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
}

async function openEditor(page: Page, s: Stepwise, f: Furnished & { filter: string }) {
  await visit(page, s, `/p/${f.product}/filters/${f.filter}`)
  await expect(why(page)).toBeVisible()
}

test('why a card is not in a filter yet, and when time brings it there', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await waiting(page, s)
  await openEditor(page, s, f)
  await why(page).click()
  await expect(drawer(page)).toContainText('Choose a card to see which conditions it meets')
  await ask(page, 'stefan')

  const answer = drawer(page)
  await expect(answer).toContainText(
    `Card of stefan@client.example does not match “Silent for three days”, because this is not so: ${wait}.`,
  )
  await expect(answer.getByText('Enters by itself on')).toContainText(dayOf(f.enters))
  await expect(answer.getByText('from').first()).toContainText(`${dayOf(f.enters)}, 00:00`)
  const lines = answer.getByRole('listitem')
  await expect(lines.filter({ hasText: wait }).first()).toContainText('Does not hold:')
  const group = lines.filter({ hasText: 'At least one of these' })
  await expect(group.getByRole('listitem').first()).toContainText('Holds:')
  await expect(group.getByRole('listitem').last()).toContainText('Does not hold:')
  await picture(page, 'why-filter')
  await page.keyboard.press('Escape')
  await expect(drawer(page)).toBeHidden()
  await expect(why(page)).toBeFocused()

  await moveClock(page, s, f.enters - 60_000)
  const shown = page.getByRole('complementary', { name: 'What matches now' })
  await expect(shown).toContainText('0 cards match now')
  await moveClock(page, s, f.enters)
  await page.reload()
  await expect(shown).toContainText('1 card matches now')
  await shown.getByRole('button', { name: 'Why does Card of stefan@client.example match?' }).click()
  await expect(answer).toContainText('Card of stefan@client.example matches')
  await expect(lines.filter({ hasText: wait }).first()).toContainText('Holds:')
})

test('why is answered for a filter that is not saved, and from the card for any filter', async ({
  signedIn: page,
  stepwise: s,
}) => {
  const f = await waiting(page, s)
  await openEditor(page, s, f)
  const second = page.getByRole('region', { name: 'Required' })
  await second.getByRole('button', { name: 'Add a required condition' }).click()
  const row = second.getByRole('group', { name: 'Condition 2', exact: true })
  await choose(row, 'What it is about', 'Name')
  await row.getByRole('combobox', { name: 'Text', exact: true }).fill('zoe')
  await expect(page.getByRole('complementary', { name: 'What matches now' })).toContainText(
    'name contains “zoe”',
  )
  await why(page).click()
  await ask(page, 'stefan')
  await expect(drawer(page)).toContainText('does not match')
  const named = drawer(page).getByRole('listitem').filter({ hasText: 'name contains “zoe”' })
  await expect(named).toContainText('Does not hold:')
  await expect(named).toContainText('Seen: name is “Card of stefan@client.example”')
  await picture(page, 'why-draft')
  await page.keyboard.press('Escape')
  await expect(why(page)).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click({ clickCount: 3 })

  await visit(page, s, `/p/${f.product}/cards/${f.card}`)
  const button = page.getByRole('button', { name: 'Why does a filter match or not?' })
  await button.focus()
  await page.keyboard.press('Enter')
  await choose(drawer(page), 'Filter', 'Silent for three days')
  await expect(drawer(page).getByText('Enters by itself on')).toContainText(dayOf(f.enters))
  await page.keyboard.press('Escape')
  await expect(drawer(page)).toBeHidden()
  await expect(button).toBeFocused()
})
