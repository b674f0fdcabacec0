import { addCard, automate, letSend, setUp } from './furnish'
import { picture } from './hands'
import { barriers, tooNarrow } from './look'
import { readMail } from './mail'
import { openPublicSide } from './public-side'
import { test } from './sinks'
import { expect } from './stepwise'

// A link is made, its email goes out, and the client answers on a phone.
test('a client answers an email with one click', async ({
  signedIn: page,
  stepwise,
  sinks,
  browser,
}) => {
  const f = await setUp(page, stepwise)
  await letSend(page, stepwise, sinks)
  const base = await openPublicSide(page, stepwise)

  await page.goto(`${stepwise.address}/#/p/${f.product}/links`)
  await page.getByRole('button', { name: 'Make the first link' }).click()
  const drawer = page.getByRole('dialog', { name: 'New link' })
  await drawer.getByRole('textbox', { name: 'Name' }).fill('Happy')
  await drawer.getByRole('textbox', { name: 'Question on the page' }).fill('How did we do?')
  await drawer.getByRole('textbox', { name: 'Words on the button' }).fill('😀')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(drawer.getByText(/changes nothing|nothing to change|Choose what/i)).toBeVisible()
  await drawer.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Won' }).click()
  await drawer.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('{{link.happy}}')).toBeVisible()
  await picture(page, 'links')
  expect(await barriers(page)).toEqual([])

  const saved = await stepwise.rpc<{ template: { id: string } }>(page, 'SaveTemplate', {
    id: '',
    product: f.product,
    kind: 'email',
    name: 'Feedback',
    content: { subject: 'How did we do?', body: '{{link.happy}}', taskType: 'call' },
  })
  await addCard(page, stepwise, f, 'stefan@client.example', 'Offer sent')
  const id = await automate(page, stepwise, f, [saved.template.id])
  await stepwise.rpc(page, 'Activate', { id, scope: 'all', midway: '' })
  await expect.poll(async () => (await sinks.emails()).length).toBe(1)
  const [mail] = await sinks.emails()
  const link = readMail(mail?.raw ?? '').body.match(/http:\S+\/l\/[\w-]+/)?.[0] ?? ''
  expect(link).toContain(base)

  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true })
  ).newPage()
  await phone.goto(link)
  await expect(phone.getByRole('heading', { name: 'How did we do?' })).toBeVisible()
  await picture(phone, 'link-asks')
  expect(await barriers(phone)).toEqual([])
  expect((await tooNarrow(phone))[0]).toBe(0)
  await phone.getByRole('button', { name: 'Send this answer' }).click()
  await expect(phone.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  await phone.goto(link)
  await expect(phone.getByRole('heading', { name: 'This is noted already' })).toBeVisible()
  await phone.context().close()

  await page.goto(`${stepwise.address}/#/p/${f.product}/links`)
  await page.getByRole('row', { name: /Happy/ }).click()
  await expect(page.getByText('Clicked').last()).toBeVisible()
  const list = await stepwise.rpc<{ links: { counts: { clicked: number } }[] }>(page, 'ListLinks', {
    product: f.product,
  })
  expect(list.links[0]?.counts.clicked).toBe(1)
})
