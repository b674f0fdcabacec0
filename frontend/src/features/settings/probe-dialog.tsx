import { Button, Text, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { useWorkspace } from '@/lib/workspace/workspace'
import { Dialog } from './dialog'
import { ProbeSteps } from './probe-steps'
import { useProbe } from './use-probe'

interface ProbeDialogProps {
  account: crm.Account
  onClose: () => void
  /** Opens the account, to mend what failed. */
  onEdit: () => void
}

/** Tries an email account step by step, up to a mail to oneself, and says what to do. */
export function ProbeDialog({ account, onClose, onEdit }: ProbeDialogProps) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const [to, setTo] = useState(me.email)
  const probe = useProbe()
  const problems = problemsOf(probe.error)
  const failed = probe.ended && !probe.ok
  const submit = (e: FormEvent) => {
    e.preventDefault()
    probe.start({ id: account.id, to })
  }
  return (
    <Dialog
      title={t('settings.test_title', { name: account.name })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button
            type="submit"
            form="probe"
            variant={failed ? 'default' : 'filled'}
            loading={probe.running}
            disabled={!to.trim()}
          >
            {t(probe.ended ? 'account.probe_again' : 'settings.send_test')}
          </Button>
          {failed && <Button onClick={onEdit}>{t('account.probe_mend')}</Button>}
        </>
      }
    >
      <form id="probe" onSubmit={submit} noValidate>
        <TextInput
          label={t('settings.test_email')}
          description={t('account.probe_words')}
          data-autofocus
          value={to}
          onChange={(e) => setTo(e.currentTarget.value)}
          error={fieldError(problems, 'to')}
        />
      </form>
      {problems.length === 0 && <ErrorBox error={probe.error} />}
      {(probe.running || probe.ended) && <ProbeSteps steps={probe.steps} running={probe.running} />}
      {probe.ended && (
        <Text
          size="sm"
          fw={600}
          role="status"
          c={probe.ok ? 'var(--tone-green)' : 'var(--tone-red)'}
        >
          {t(probe.ok ? 'account.probe_well' : 'account.probe_failed')}
        </Text>
      )}
    </Dialog>
  )
}
