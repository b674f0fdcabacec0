import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { Say } from '@/components/ui/say'
import { say } from '@/lib/i18n/say'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useTestAccount } from './api'
import classes from './settings.module.css'

/** Sends one real message to oneself, and shows what the server says. */
export function TestDialog({ account, onClose }: { account: crm.Account; onClose: () => void }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const [to, setTo] = useState(account.channel === 'email' ? me.email : me.phone)
  const tester = useTestAccount()
  const problems = problemsOf(tester.error)
  const result = tester.data
  const submit = (e: FormEvent) => {
    e.preventDefault()
    tester.mutate({ id: account.id, to })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('settings.test_title', { name: account.name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t(account.channel === 'email' ? 'settings.test_email' : 'settings.test_phone')}
            description={t('settings.test_words')}
            data-autofocus
            value={to}
            onChange={(e) => setTo(e.currentTarget.value)}
            error={fieldError(problems, 'to')}
          />
          {problems.length === 0 && <ErrorBox error={tester.error} />}
          {result && (
            <Alert
              variant="outline"
              color={result.ok ? 'green' : 'red'}
              role="status"
              icon={result.ok ? <IconCheck size={18} /> : <IconAlertTriangle size={18} />}
            >
              <Say of={result.say} />
              {result.words && !say(result.say).includes(result.words) && (
                <p className={classes.quote}>{result.words}</p>
              )}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            <Button type="submit" loading={tester.isPending} disabled={!to.trim()}>
              {t('settings.send_test')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
