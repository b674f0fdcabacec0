import { Button, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { useFocusError } from '@/components/ui/use-focus-error'
import { say } from '@/lib/i18n/say'
import { useAddToken } from './api'
import { implied } from './scopes'
import { TokenMade } from './token-made'

interface TokenDrawerProps {
  scopes: api.TokenCapable[]
  onClose: () => void
}

const spans = ['30', '90', '365', '0']

/** Makes a token: its name, what it may, until when; then shows its secret, once. */
export function TokenDrawer({ scopes, onClose }: TokenDrawerProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [days, setDays] = useState('365')
  const adder = useAddToken()
  const problems = problemsOf(adder.error)
  const form = useFocusError(adder.error)
  if (adder.data) return <TokenMade made={adder.data} onClose={onClose} />
  const submit = (e: FormEvent) => {
    e.preventDefault()
    adder.mutate({ name, scopes: chosen, days: Number(days) })
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t('token.new')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="token" loading={adder.isPending}>
            {t('token.make')}
          </Button>
        </>
      }
    >
      <form id="token" ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('token.name')}
            description={t('token.name_words')}
            required
            data-autofocus
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            error={fieldError(problems, 'name')}
          />
          <ScopeBoxes
            scopes={scopes}
            chosen={chosen}
            onChange={setChosen}
            error={fieldError(problems, 'scopes')}
          />
          <Select
            label={t('token.until')}
            data={spans.map((value) => ({ value, label: t(`token.days_${value}`) }))}
            value={days}
            onChange={(value) => setDays(value ?? '365')}
            allowDeselect={false}
            error={fieldError(problems, 'days')}
          />
          <Text size="sm" c="dimmed">
            {t('token.as_you')}
          </Text>
          {problems.length === 0 && <ErrorBox error={adder.error} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}

interface ScopeBoxesProps {
  scopes: api.TokenCapable[]
  chosen: string[]
  onChange: (chosen: string[]) => void
  error: React.ReactNode
}

function ScopeBoxes({ scopes, chosen, onChange, error }: ScopeBoxesProps) {
  const { t } = useTranslation()
  const with_ = implied(chosen, scopes)
  return (
    <Checkbox.Group
      label={t('token.may')}
      required
      value={[...new Set([...chosen, ...with_])]}
      onChange={(now) => onChange(now.filter((s) => !with_.includes(s) || chosen.includes(s)))}
      error={error}
    >
      <Stack gap="xs" mt={4}>
        {scopes.map(({ scope, say: words }) => (
          <Checkbox key={scope} value={scope} label={say(words)} disabled={with_.includes(scope)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
