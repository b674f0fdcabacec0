import { Button, Code, Group, Image, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { Dialog } from '../dialog'
import { useConfirmSecondStep, useStartSecondStep } from './api'
import { CopyButton } from './copy-button'

/** Sets the second step up: a picture for the app, a code from it, then the recovery codes. */
export function SecondStepDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const { mutate: begin, ...start } = useStartSecondStep()
  const confirm = useConfirmSecondStep()
  useEffect(() => begin(), [begin])
  const key = start.data
  if (confirm.data) return <RecoveryCodes codes={confirm.data.codes} onClose={onClose} />
  const problems = problemsOf(confirm.error)
  return (
    <Dialog
      title={t('login.second_begin')}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            form="second-step"
            loading={confirm.isPending}
            disabled={!key || code.trim() === ''}
          >
            {t('login.second_confirm')}
          </Button>
        </>
      }
    >
      <ErrorBox error={start.error} onRetry={() => begin()} />
      {!key && !start.error && <LinesSkeleton />}
      {key && (
        <form
          id="second-step"
          onSubmit={(e) => {
            e.preventDefault()
            confirm.mutate({ secret: key.secret, code })
          }}
        >
          <Group align="flex-start" gap="lg">
            <Image src={key.picture} w={200} h={200} radius="sm" alt={t('login.qr')} />
            <Stack gap="sm" flex="1 1 240px">
              <Text>{t('login.scan')}</Text>
              <Text size="sm" c="dimmed">
                {t('login.type_key')}{' '}
                <Code style={{ overflowWrap: 'anywhere' }}>
                  {key.secret.replace(/(.{4})/g, '$1 ').trim()}
                </Code>
              </Text>
              <TextInput
                label={t('login.app_code')}
                inputMode="numeric"
                autoComplete="one-time-code"
                data-autofocus
                maxLength={7}
                value={code}
                onChange={(e) => setCode(e.currentTarget.value)}
                error={fieldError(problems, 'code')}
              />
              {problems.length === 0 && <ErrorBox error={confirm.error} />}
            </Stack>
          </Group>
        </form>
      )}
    </Dialog>
  )
}

function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('login.recovery')}
      onClose={onClose}
      actions={
        <>
          <CopyButton text={codes.join('\n')} />
          <Button onClick={onClose}>{t('login.recovery_kept')}</Button>
        </>
      }
    >
      <Text>{t('login.recovery_words')}</Text>
      <Code block fz="md" aria-label={t('login.recovery')}>
        {codes.join('\n')}
      </Code>
    </Dialog>
  )
}
