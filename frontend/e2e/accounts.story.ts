import { setUp, visit } from './furnish'
import { choose, picture } from './hands'
import { test } from './sinks'
import { expect } from './stepwise'

// An email account from its provider's preset to a mail that arrived, past a step that failed.
test.describe('with a mail server that wants a password', () => {
  test.use({ password: 'ana@gmail.com:sesame' })

  test('an account is filled in by its provider, tried, mended and put in order', async ({
    signedIn: page,
    stepwise,
    sinks,
  }) => {
    await setUp(page, stepwise)
    await visit(page, stepwise, '/settings/sending')
    await page.getByRole('button', { name: 'Add email account' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Sender’s email').fill('ana@gmail.com')
    await form.getByLabel('Sender’s name').click()
    await expect(form.getByLabel('Mail server')).toHaveValue('smtp.gmail.com')
    await expect(form.getByLabel('User name')).toHaveValue('ana@gmail.com')
    await expect(form.getByRole('note')).toContainText('app password')
    await expect(form.getByLabel('At most in 24 hours')).toHaveValue('500')
    await picture(page, 'account-preset')

    // The story's own server stands for the provider's.
    await form.getByLabel('Mail server').fill('127.0.0.1')
    await form.getByLabel('Port').fill(String(sinks.smtp))
    await choose(form, 'Encryption', 'None')
    await form.getByLabel('Password', { exact: true }).fill('of last year')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toBeHidden()

    const account = page.getByRole('article', { name: 'ana@gmail.com' })
    await expect(account).toContainText('At most 500 in 24 hours')
    await account.getByRole('button', { name: 'Send a test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send a test' }).click()
    await expect(dialog.getByRole('status')).toContainText('does not work yet')
    const login = dialog.getByRole('listitem').filter({ hasText: 'Signing in' })
    await expect(login).toContainText('535')
    await expect(login).toContainText('type the password again')
    await picture(page, 'account-step-failed')
    await dialog.getByRole('button', { name: 'Change the account' }).click()

    await form.getByRole('button', { name: 'Enter a new one' }).click()
    await form.getByLabel('Password', { exact: true }).fill('sesame')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toBeHidden()
    await account.getByRole('button', { name: 'Send a test' }).click()
    await dialog.getByRole('button', { name: 'Send a test' }).click()
    await expect(dialog.getByRole('status')).toContainText('Everything works')
    await picture(page, 'account-works')
    expect((await sinks.emails()).map((e) => e.mail_from)).toEqual(['ana@gmail.com'])
    await dialog.getByRole('button', { name: 'Close' }).last().click()
  })
})
