import { Loader, Select, Text, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import { fieldError } from '@/components/ui/problems'
import { Say } from '@/components/ui/say'
import { say } from '@/lib/i18n/say'
import { useGuessMailServer, useMailPresets } from './api'
import type { AccountFormProps } from './smtp-form'
import { withAddress, withGuess, withPreset } from './state/account'

/** The sender's address, and the provider that it tells: the rest of the form is filled in. */
export function MailAddress({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const presets = useMailPresets().data ?? []
  const guess = useGuessMailServer()
  const latest = useRef(draft)
  latest.current = draft
  const email = draft.smtp.fromEmail
  const ask = () => {
    if (email.includes('@') && guess.variables !== email)
      guess.mutate(email, { onSuccess: (g) => change(withGuess(latest.current, g)) })
  }
  // The address that a new account begins with is looked up without a word.
  const first = useRef(ask)
  useEffect(() => {
    if (latest.current.id === '') first.current()
  }, [])
  const guessed = guess.data?.preset
  const chosen =
    presets.find((p) => p.host !== '' && p.host === draft.smtp.host) ??
    (guessed && guessed.host === draft.smtp.host ? guessed : undefined)
  const choose = (id: string | null) => {
    const preset = presets.find((p) => p.id === id)
    if (!preset) return
    const host = preset.host || `mail.${email.split('@')[1] ?? ''}`
    change(withPreset(draft, { ...preset, host }))
  }
  return (
    <>
      <TextInput
        label={t('settings.smtp.fromEmail')}
        type="email"
        required
        data-autofocus
        value={email}
        onChange={(e) => change({ smtp: withAddress(draft.smtp, e.currentTarget.value) })}
        onBlur={ask}
        rightSection={guess.isPending && <Loader size="xs" />}
        error={fieldError(problems, 'smtp.fromEmail')}
      />
      <Select
        label={t('account.provider')}
        placeholder={t('account.provider_else')}
        data={presets.map((p) => ({ value: p.id, label: p.name || t('account.provider_hosting') }))}
        value={chosen?.id ?? null}
        onChange={choose}
        description={
          guess.data && chosen?.id === guess.data.preset.id ? say(guess.data.say) : undefined
        }
      />
      {chosen && draft.smtp.auth !== 'oauth2' && (
        <Text size="sm" c="dimmed" role="note">
          <Say of={chosen.note} />{' '}
          {chosen.link && (
            <OutLink href={chosen.link} inText>
              {t('account.app_password_link')}
            </OutLink>
          )}
        </Text>
      )}
    </>
  )
}
