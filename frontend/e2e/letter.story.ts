import { type Browser, expect, type Page } from '@playwright/test'
import { addCard, automate, type Furnished, letSend, setUp, visit } from './furnish'
import { insert, picture, told } from './hands'
import { drawnLogo } from './logo'
import { type MailPart, partsOf, readMail } from './mail'
import { test } from './sinks'
import type { Stepwise } from './stepwise'

// An email as it arrives: what the mail server took is opened as a mail program would.

test('an email with logo, button and PDF arrives well', async ({
  signedIn: page,
  stepwise: s,
  sinks,
  browser,
}) => {
  test.slow()
  const f = await setUp(page, s)
  await addCard(page, s, f, 'stefan@client.example', 'Offer sent')
  await letSend(page, s, sinks)
  await writePDF(page, s, f)
  await writeEmail(page, s, f)
  const templates = [await templateNamed(page, s, f, 'Offer')]
  const id = await automate(page, s, f, templates, 'marketing')
  await s.rpc(page, 'Activate', { id, scope: 'all', midway: '' })
  await expect.poll(async () => (await sinks.emails()).length, { timeout: 30_000 }).toBe(1)

  const [email] = await sinks.emails()
  const raw = email?.raw ?? ''
  expect(email?.rcpt).toEqual(['stefan@client.example'])
  expect(email?.lint ?? []).toEqual([])
  expect(readMail(raw).subject).toBe('Oferta pentru Ștefan')
  const parts = partsOf(raw)
  expect(parts.map((p) => p.type)).toEqual([
    'text/plain',
    'text/html',
    'image/png',
    'application/pdf',
  ])

  await test.step('the plain part says the same, with its links', () => {
    const text = part(parts, 'text/plain').content.toString('utf8')
    for (const words of ['Oferta dumneavoastră', 'Bună ziua Ștefan', 'țigla', 'űrlap', 'STOP']) {
      expect(text).toContain(words)
    }
    expect(text).toMatch(/Vezi oferta.*https:\/\/atelier\.example\/oferta/)
    expect(text).not.toMatch(/[<>{}]|cid:/)
  })

  await test.step('the PDF is one, named after the card', () => {
    const pdf = part(parts, 'application/pdf')
    expect(pdf.name).toBe('Ofertă Ștefan.pdf')
    expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.content.subarray(-6).toString()).toContain('%%EOF')
  })

  const looks = [
    { name: 'desktop-light', width: 760, colorScheme: 'light' },
    { name: 'desktop-dark', width: 760, colorScheme: 'dark' },
    { name: 'phone-light', width: 400, colorScheme: 'light' },
    { name: 'phone-dark', width: 400, colorScheme: 'dark' },
  ] as const
  for (const look of looks) {
    await test.step(`it reads well: ${look.name}`, () => read(browser, parts, look))
  }
})

async function writePDF(page: Page, s: Stepwise, f: Furnished) {
  await visit(page, s, `/p/${f.product}/templates/new?kind=pdf`)
  await page.getByLabel('Name', { exact: true }).fill('Offer as PDF')
  await page.getByRole('textbox', { name: 'Title of the document' }).fill('Ofertă')
  await page.getByRole('textbox', { name: 'Text', exact: true }).click()
  await page.keyboard.type('Oferta pentru {{first')
  await page.keyboard.press('Enter')
  await page.keyboard.type(': țigla, űrlap.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await told(page, '“Offer as PDF” is saved')
}

async function writeEmail(page: Page, s: Stepwise, f: Furnished) {
  await visit(page, s, `/p/${f.product}/templates/new?kind=email`)
  await page.getByLabel('Name', { exact: true }).fill('Offer')
  const subject = page.getByRole('textbox', { name: 'Subject', exact: true })
  await subject.fill('Oferta pentru {{contact.first_name}}')
  await page.getByRole('textbox', { name: 'Text', exact: true }).click()

  const choosing = page.waitForEvent('filechooser')
  await insert(page, 'pict')
  const buffer = await drawnLogo(page)
  await (await choosing).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer })
  const settings = page.getByRole('dialog', { name: 'Picture' })
  await settings.getByRole('textbox', { name: 'What the picture shows' }).fill('Atelier Nord')
  await settings.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('ArrowDown')

  await insert(page, 'head')
  await page.keyboard.type('Oferta dumneavoastră')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Bună ziua {{first')
  await page.keyboard.press('Enter')
  await page.keyboard.type(', așteptăm răspunsul despre țigla și űrlap.')
  await page.keyboard.press('Enter')

  await insert(page, 'button')
  const button = page.getByRole('dialog', { name: 'Button' })
  await expect(button.getByRole('textbox').first()).toBeFocused() // else the words take its place
  await page.keyboard.type('Vezi oferta')
  await button.getByRole('textbox', { name: 'Address' }).fill('atelier.example/oferta')
  await button.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Add PDF made from a template' }).click()
  await page.getByRole('menuitem', { name: 'Offer as PDF' }).click()
  await page.getByRole('textbox', { name: 'Name of the PDF' }).fill('Ofertă {{contact.first_name}}')
  await picture(page, 'letter-written')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await told(page, '“Offer” is saved')
}

async function templateNamed(page: Page, s: Stepwise, f: Furnished, name: string) {
  type Row = { template: { id: string; name: string } }
  const rows = await s.rpc<Row[]>(page, 'ListTemplates', { product: f.product })
  return rows.find((row) => row.template.name === name)?.template.id ?? ''
}

function part(parts: MailPart[], type: string): MailPart {
  const found = parts.find((p) => p.type === type)
  if (!found) throw new Error(`no ${type} came`)
  return found
}

interface Look {
  name: string
  width: number
  colorScheme: 'light' | 'dark'
}

/** Opens the letter as a mail program does: no scripts, pictures from the message, nothing asked. */
async function read(browser: Browser, parts: MailPart[], { name, width, colorScheme }: Look) {
  const context = await browser.newContext({
    viewport: { width, height: 700 },
    colorScheme,
    javaScriptEnabled: false,
  })
  const asked: string[] = []
  await context.route('**/*', (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  const page = await context.newPage()
  await page.setContent(withPictures(parts))

  const logo = page.getByRole('img', { name: 'Atelier Nord' })
  await expect(logo).toBeInViewport()
  await expect.poll(() => logo.evaluate((e: HTMLImageElement) => e.naturalWidth)).toBeGreaterThan(0)
  await expect(page.getByRole('heading', { name: 'Oferta dumneavoastră' })).toBeVisible()
  await expect(page.getByText('Bună ziua Ștefan, așteptăm răspunsul')).toBeVisible()
  const button = page.getByRole('link', { name: 'Vezi oferta' })
  await expect(button).toHaveAttribute('href', 'https://atelier.example/oferta')
  await expect(button).toHaveCSS('color', 'rgb(255, 255, 255)')
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
  const behind = await button.evaluate((e) => {
    for (let at: Element | null = e; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor
      if (colour !== 'rgba(0, 0, 0, 0)') return colour
    }
    return ''
  })
  expect(behind).toBe('rgb(54, 79, 199)')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(width)
  const body = await page.screenshot({ fullPage: true })
  await test.info().attach(`letter-${name}`, { body, contentType: 'image/png' })
  await picture(page, `letter-${name}`)
  expect(asked).toEqual([])
  await context.close()
}

/** The HTML part with every picture that came in the message in its place. */
function withPictures(parts: MailPart[]): string {
  const html = part(parts, 'text/html').content.toString('utf8')
  return html.replace(/cid:([^"]+)/g, (_, cid: string) => {
    const found = parts.find((p) => p.cid === cid)
    if (!found) throw new Error(`no picture ${cid} came`)
    return `data:${found.type};base64,${found.content.toString('base64')}`
  })
}
