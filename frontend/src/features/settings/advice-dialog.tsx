import { Button, Group, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { AdviceLines } from './advice-lines'
import { useSenderAdvice } from './api'
import { Dialog } from './dialog'

/** What the DNS of the sender's domain should say so that mail arrives. */
export function AdviceDialog({ account, onClose }: { account: crm.Account; onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [selector, setSelector] = useState('')
  const advice = useSenderAdvice({ id: account.id, selector })
  const problems = problemsOf(advice.error)
  const domain = account.smtp?.fromEmail.split('@')[1] ?? ''
  const look = (e: FormEvent) => {
    e.preventDefault()
    if (typed.trim() === selector) void advice.refetch()
    else setSelector(typed.trim())
  }
  return (
    <Dialog
      title={t('account.advice_title', { domain })}
      onClose={onClose}
      actions={
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      {advice.isPending && <LinesSkeleton />}
      {advice.data && <AdviceLines lines={advice.data} />}
      {problems.length === 0 && <ErrorBox error={advice.error} />}
      <form onSubmit={look} noValidate>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('account.advice_selector')}
            description={t('account.advice_selector_words')}
            placeholder="selector1"
            flex={1}
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
            error={fieldError(problems, 'selector')}
          />
          <Button type="submit" variant="default" loading={advice.isFetching}>
            {t('account.advice_look')}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
