import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { clients, clientsFile } from './clients'
import { at, moveClock, nextMonday, settled } from './clock'
import {
  addEmailAccount,
  addGateway,
  choose,
  dragStep,
  firstRun,
  goTo,
  picture,
  sendTest,
  setStep,
  told,
} from './hands'
import { readMail } from './mail'
import { test } from './sinks'
import { expect } from './stepwise'

const monday = nextMonday()

test('a business follows up on ten offers, and three clients answer in time', async ({
  page,
  stepwise,
  sinks,
}) => {
  test.setTimeout(150_000)

  await test.step('the first run asks three questions', async () => {
    await page.goto(stepwise.signInLink)
    await picture(page, '01-welcome')
    await firstRun(page, 'With my file')
    await expect(page.getByText('Drop your file here')).toBeVisible()
    await picture(page, '02-import')
  })

  await test.step('the file is checked before anything is saved', async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose a file' }).click(),
    ])
    await chooser.setFiles(clientsFile())
    await expect(page.getByText('clienti.csv · 11 rows')).toBeVisible()
    await picture(page, '03-columns')
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(page.getByText('1 row stays out')).toBeVisible()
    await expect(page.getByRole('row', { name: /Rău/ })).toContainText('nicăieri')
    await picture(page, '04-check')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download error file' }).click(),
    ])
    const errors = await readFile(await download.path(), 'utf8')
    expect(errors).toContain('Rău')
    expect(errors).toContain('nicăieri')
    expect(errors).not.toContain('Țurcanu')
    await page.getByRole('button', { name: 'Import 10 cards' }).click()
    await expect(page.getByText('10 cards imported; rejected rows: 1.').first()).toBeVisible()
    await picture(page, '05-imported')
    await page.getByRole('link', { name: 'Show the cards' }).click()
    await expect(page.getByText('10 cards').first()).toBeVisible()
    await picture(page, '06-cards')
  })

  await test.step('a filter counts as it is made', async () => {
    await goTo(page, 'Filters')
    await page.getByRole('link', { name: 'New filter' }).click()
    await page.getByLabel('Name').fill('Offer sent')
    const condition = page.getByRole('group', { name: 'Condition 1' })
    await choose(condition, 'What it is about', 'Status')
    await choose(condition, 'Status', 'Offer sent')
    await page.keyboard.press('Escape')
    const live = page.getByRole('complementary', { name: 'What matches now' })
    await expect(live.getByRole('status')).toHaveText('10 cards match now')
    await expect(live).toContainText('Erzsébet Kőszegi')
    await picture(page, '07-filter')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Offer sent' })).toBeVisible()
    await picture(page, '08-filter-saved')
  })

  await test.step('three templates', async () => {
    await newTemplate(page, 'Email', 'Thank you')
    await page.getByLabel('Subject', { exact: true }).fill('Mulțumim, ')
    await page.getByRole('button', { name: 'Insert variable into: Subject' }).click()
    await page.getByRole('textbox', { name: 'Find a variable' }).fill('first name')
    await page.getByRole('option', { name: 'First name' }).first().click()
    await page.keyboard.type(' 🎉')
    await page.getByLabel('Text', { exact: true }).fill(letter)
    await expect(page.getByLabel('Preview').getByText('Mulțumim, ', { exact: false })).toBeVisible()
    await picture(page, '09-template-email')
    await save(page, 'Thank you')

    await newTemplate(page, 'Task', 'Follow-up call')
    await page.getByLabel('Title', { exact: true }).fill('Sună-l pe {{contact.name}}')
    await picture(page, '10-template-task')
    await save(page, 'Follow-up call')

    await newTemplate(page, 'SMS', 'Reminder')
    await page.getByLabel('Text', { exact: true }).fill(reminder)
    await expect(page.getByText('1 SMS').first()).toBeVisible()
    await picture(page, '11-template-sms')
    await save(page, 'Reminder')
    await goTo(page, 'Templates')
    await picture(page, '12-templates')
  })

  await test.step('accounts that work, and messages that leave', async () => {
    await moveClock(page, stepwise, at(monday, -1, '12:00')) // a test SMS doesn't go at night
    await goTo(page, 'Settings')
    await page.getByRole('link', { name: 'Sending' }).click()
    await picture(page, '13-settings-empty')
    await addEmailAccount(page, sinks.smtp)
    await sendTest(page, 'ana@atelier.example', '')
    await expect.poll(async () => (await sinks.emails()).length).toBe(1)
    await addGateway(page, sinks.sms)
    await sendTest(page, 'Gateway', '0712 999 999')
    await expect.poll(async () => (await sinks.texts()).map((t) => t.to)).toEqual(['+40712999999'])
    await page.getByRole('button', { name: 'Switch test mode off' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Switch test mode off' }).click()
    await expect(page.getByRole('heading', { name: 'Messages are sent' })).toBeVisible()
    await picture(page, '14-settings-sending')
    await page.getByRole('link', { name: 'Products' }).click()
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Customers/ })
      .click()
    await expect(page.getByRole('switch', { name: 'SMS service' })).toBeChecked()
    await picture(page, '15-settings-products')
  })

  await test.step('three steps are dragged into an automation', async () => {
    await moveClock(page, stepwise, at(monday, 0, '06:30'))
    await goTo(page, 'Automations')
    await picture(page, '16-automations-empty')
    await page.getByRole('link', { name: 'New automation' }).first().click()
    await page.getByRole('textbox', { name: 'Search filters' }).fill('Offer sent')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Email to the client/ }).click()
    await page.getByRole('textbox', { name: 'Search templates' }).fill('Thank you')
    await picture(page, '17-new-automation')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).fill('Offer follow-up')
    await page.getByRole('button', { name: 'Create and open the builder' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Offer follow-up' })).toBeVisible()
    await dragStep(page, 'Task', 2)
    await setStep(page, 2, 'Follow-up call', 3)
    await dragStep(page, 'SMS to the client', 3)
    await setStep(page, 3, 'Reminder', 5)
    const steps = page.getByRole('region', { name: 'Steps' })
    await expect(steps).toContainText('Day 8')
    await picture(page, '18-builder')
  })

  await test.step('activation says what it will do, and does it', async () => {
    await page.getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('button', { name: 'Save all and go on' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'All cards' }).click()
    await expect(dialog).toContainText('10 cards start now')
    await expect(dialog).toContainText('10 emails to clients')
    await expect(dialog).toContainText('10 tasks')
    await expect(dialog).toContainText('10 SMS to clients')
    await picture(page, '19-activation')
    await dialog.getByRole('button', { name: 'Activate' }).click()
    await told(page, '“Offer follow-up” is active')
    await expect.poll(async () => (await sinks.emails()).length, { timeout: 30_000 }).toBe(11)
    await settled(page, stepwise)
    await picture(page, '20-builder-active')
    const [, ...emails] = await sinks.emails()
    expect(emails.flatMap((e) => e.rcpt).sort()).toEqual(clients.map((c) => c.email))
    for (const email of emails) {
      const client = clients.find((c) => email.rcpt.includes(c.email))
      const mail = readMail(email.raw)
      expect(mail.subject).toBe(`Mulțumim, ${client?.first} 🎉`)
      const [text, footer] = mail.body.replaceAll('\r\n', '\n').split('\n-- \n')
      expect(text?.trim()).toBe(letter.replace('{{contact.first_name}}', client?.first ?? ''))
      expect(footer).toContain('STOP')
      expect(email.lint ?? []).toEqual([])
    }
    const { rows } = await stepwise.rpc<Messages>(page, 'ListMessages', everyMessage)
    const keys = emails.map((e) => /^<(.+)@atelier\.example>$/.exec(e.mid)?.[1])
    expect(rows.map((r) => r.message.key).sort()).toEqual(keys.sort())
  })

  await test.step('on day 3 there is a call to make for each', async () => {
    await moveClock(page, stepwise, at(monday, 3, '06:35'))
    await goTo(page, 'Tasks')
    await expect(page.getByText('10 open tasks').first()).toBeVisible()
    await expect(page.getByText('Sună-l pe Erzsébet Kőszegi')).toBeVisible()
    await picture(page, '21-tasks')
  })

  await test.step('on day 4 three clients say yes', async () => {
    await moveClock(page, stepwise, at(monday, 4, '12:00'))
    for (const client of clients.slice(0, 3)) {
      await goTo(page, 'Cards')
      await page.getByRole('link', { name: client.name }).click()
      const statuses = page.getByRole('group', { name: 'Status' })
      await statuses.getByRole('button', { name: 'Won' }).click()
      await expect(statuses.getByRole('button', { name: 'Won' })).toHaveAttribute(
        'aria-pressed',
        'true',
      )
      await expect(page.getByText('No automation is running for this card.')).toBeVisible()
    }
    await picture(page, '22-card-won')
  })

  await test.step('on day 8 the other seven get an SMS, and not before the morning', async () => {
    await moveClock(page, stepwise, at(monday, 8, '07:29'))
    expect(await sinks.texts()).toHaveLength(1)
    await moveClock(page, stepwise, at(monday, 8, '07:30'))
    await expect.poll(async () => (await sinks.texts()).length, { timeout: 30_000 }).toBe(8)
    const [, ...texts] = await sinks.texts()
    expect(texts.map((t) => t.to).sort()).toEqual(clients.slice(3).map((c) => c.phone))
    expect(texts[0]?.text).toContain('ati vazut oferta noastra?')
    expect(await sinks.emails()).toHaveLength(11)
  })

  await test.step('the program says what it did and why', async () => {
    const automations = page.getByRole('region', { name: 'Automations' })
    await page.getByRole('button', { name: '1 earlier one' }).click()
    await automations.getByRole('button', { name: 'Why?' }).click()
    const why = page.getByRole('dialog', { name: 'Why?' })
    await expect(why).toContainText('Ioana Mureșan got no more of “Offer follow-up”')
    await picture(page, '23-why')
    await page.keyboard.press('Escape')
    await goTo(page, 'Outbox')
    const views = page.getByRole('group', { name: 'Which messages' })
    await expect(views.getByRole('button', { name: 'All 17' })).toBeVisible()
    await expect(views.getByRole('button', { name: 'Sent 17' })).toBeVisible()
    await picture(page, '24-outbox')
    await goTo(page, 'Cards')
    await picture(page, '25-cards')
    await page.getByRole('link', { name: clients[9]?.name ?? '' }).click()
    await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
      'SMS sent to +40712000009',
    )
    await picture(page, '26-card')
    await goTo(page, 'Automations')
    await picture(page, '27-automations')
  })
})

const letter = `Bună {{contact.first_name}},

Vă mulțumim pentru interes. Oferta noastră ${'are un rând foarte lung, cu ș, ț, ă, î, â și ő, '.repeat(30)}și atât.

Üdvözlettel: az Ön ügyfélszolgálata`

const reminder = 'Buna {{contact.first_name}}, ati vazut oferta noastra? Atelier Nord'

const everyMessage = {
  state: '',
  channel: '',
  sequence: '',
  card: '',
  search: '',
  after: '',
  limit: 0,
}

interface Messages {
  rows: { message: { key: string } }[]
}

async function newTemplate(page: Page, kind: 'Email' | 'SMS' | 'Task', name: string) {
  await goTo(page, 'Templates')
  await page.getByRole('button', { name: 'New template' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
  await page.getByLabel('Name').fill(name)
}

async function save(page: Page, name: string) {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}
