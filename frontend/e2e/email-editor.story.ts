import type { Page } from '@playwright/test'
import { addCard, letSend, setUp, visit } from './furnish'
import { goTo, insert, picture, told } from './hands'
import { drawnLogo } from './logo'
import { test } from './sinks'
import { expect } from './stepwise'

// An email with everything in it, written as a new user would, and a letter pasted from Word.

const letter = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const inFrame = (page: Page) => preview(page).frameLocator('iframe')

test('an email is written with everything, seen as another card, saved, and is the same again', async ({
  signedIn: page,
  stepwise,
  sinks,
}) => {
  test.slow()
  const f = await setUp(page, stepwise)
  const status = Object.keys(f.statuses)[0] as string
  await addCard(page, stepwise, f, 'ana@client.example', status)
  await addCard(page, stepwise, f, 'zoe@client.example', status)
  await letSend(page, stepwise, sinks)
  await goTo(page, 'Templates')
  await visit(page, stepwise, `/p/${f.product}/templates/new?kind=email`)
  await page.getByLabel('Name', { exact: true }).fill('Offer')
  await page.getByRole('textbox', { name: 'Subject', exact: true }).fill('Your offer')
  await letter(page).click()

  const choosing = page.waitForEvent('filechooser')
  await insert(page, 'pict')
  await (await choosing).setFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: await drawnLogo(page),
  })
  const settings = page.getByRole('dialog', { name: 'Picture' })
  await settings.getByRole('textbox', { name: 'What the picture shows' }).fill('Atelier Nord')
  await settings.getByRole('slider', { name: 'Width' }).press('Home')
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight')
  await picture(page, 'email-picture')
  await settings.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('ArrowDown')

  await page.keyboard.type('/head')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Oferta dumneavoastră')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Bună ziua {{first')
  await picture(page, 'email-variable')
  await page.keyboard.press('Enter')
  await page.keyboard.type(', ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('mulțumim')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' pentru interes.')
  await page.locator('.chip').click()
  await page.getByLabel('If there is no value').fill('client')
  await picture(page, 'email-chip')
  await page.keyboard.press('Escape')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- măsurare')
  await page.keyboard.press('Enter')
  await page.keyboard.type('montaj')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')

  await insert(page, 'button')
  const button = page.getByRole('dialog', { name: 'Button' })
  await expect(button.getByRole('textbox').first()).toBeFocused() // else the words take its place
  await page.keyboard.type('Vezi oferta')
  await button.getByRole('textbox', { name: 'Address' }).fill('atelier.example/oferta')
  await button.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('ArrowDown')
  await insert(page, '2 col')
  await page.keyboard.type('Cluj')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('Satu Mare')

  const file = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add file' }).click()
  await (await file).setFiles({
    name: 'Condiții.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Valabil 30 de zile.'),
  })
  await expect(page.getByRole('button', { name: 'Remove “Condiții.txt”' })).toBeVisible()

  await expect(inFrame(page).getByText('Oferta dumneavoastră')).toBeVisible()
  await expect(preview(page).getByText('To: ana@client.example')).toBeVisible()
  await preview(page).getByRole('button', { name: 'Find a card' }).click()
  await page
    .getByRole('searchbox', { name: 'Find a card' })
    .or(page.getByPlaceholder('Find a card'))
    .fill('zoe')
  await page.getByRole('option', { name: 'Card of zoe@client.example' }).click()
  await expect(preview(page).getByText('To: zoe@client.example')).toBeVisible()
  await preview(page).getByText('Phone', { exact: true }).click()
  await preview(page).getByRole('switch', { name: 'Dark mode' }).check({ force: true })
  await expect(inFrame(page).getByRole('img', { name: 'Atelier Nord' })).toBeVisible()
  await expect(inFrame(page).locator('body')).toHaveCSS('background-color', 'rgb(22, 24, 28)')
  await picture(page, 'email-phone-dark')
  await preview(page).getByText('1 link in this email').click()
  await preview(page).getByRole('button', { name: 'Open link “Vezi oferta”' }).click()
  const asked = page.getByRole('dialog', { name: 'Open this address?' })
  await expect(asked.getByText('https://atelier.example/oferta')).toBeVisible()
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await preview(page).getByText('Plain text part').click()
  await expect(
    preview(page).getByText('* măsurare').or(preview(page).getByText('- măsurare')),
  ).toBeVisible()

  await preview(page).getByRole('button', { name: 'Send me a test' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send me a test' })
  await expect(dialog.getByRole('textbox', { name: 'To' })).toHaveValue('ana@atelier.example')
  await dialog.getByRole('button', { name: 'Send test' }).click()
  await expect(dialog.getByRole('status').filter({ hasText: 'ana@atelier.example' })).toBeVisible()
  expect((await sinks.emails()).map((e) => e.rcpt)).toEqual([['ana@atelier.example']])
  await picture(page, 'email-test')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const before = await letter(page).innerHTML()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await told(page, '“Offer” is saved')
  await page.reload()
  await expect(letter(page)).toBeVisible()
  await expect(letter(page).getByRole('img', { name: 'Atelier Nord' })).toBeVisible()
  const plain = (html: string) =>
    html.replace(/ (class|src|title|style|hidden|contenteditable|draggable)="[^"]*"/g, '')
  expect(plain(await letter(page).innerHTML())).toBe(plain(before))
  await expect(page.getByText('Condiții.txt').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
})

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head><body><!--StartFragment-->
<h1><span lang=RO>Ofertă de preț<o:p></o:p></span></h1>
<p class=MsoNormal>Stimate {%Person.FirstName?:"client"%},<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Măsurare<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Montaj<o:p></o:p></p>
<img src="https://elsewhere.example/x.png" onerror="document.title='ran'"><script>document.title='ran'</script>
<img src="data:image/png;base64,PICTURE" alt="Sigla">
<table><tr><td><p class=MsoNormal>Dulap</p></td><td><p class=MsoNormal>4.200 lei</p></td></tr></table>
<!--EndFragment--></body></html>`

test('a letter pasted from Word is clean', async ({ signedIn: page, stepwise }) => {
  const f = await setUp(page, stepwise)
  await visit(page, stepwise, `/p/${f.product}/templates/new?kind=email`)
  await letter(page).click()
  const html = word.replace('PICTURE', (await drawnLogo(page)).toString('base64'))
  await letter(page).evaluate((element, clip) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', clip)
    clipboardData.setData('text/plain', 'Ofertă de preț')
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, html)

  await expect(letter(page).getByRole('heading', { name: 'Ofertă de preț' })).toBeVisible()
  await expect(letter(page).locator('.chip')).toHaveText('First nameclient')
  await expect(letter(page).getByRole('listitem')).toHaveText(['Măsurare', 'Montaj'])
  await expect(letter(page).getByRole('cell')).toHaveText(['Dulap', '4.200 lei'])
  await expect(letter(page).getByRole('img')).toHaveCount(1)
  await expect(page.getByText('1 picture was left out').first()).toBeVisible()
  await expect(page.getByText('1 pasted variable was changed to ours').first()).toBeVisible()
  expect(await letter(page).innerHTML()).not.toMatch(/mso|script|onerror|elsewhere/i)
  expect(await page.title()).not.toBe('ran')
  await picture(page, 'email-word')
})
