import { Accordion, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { AccountFormProps } from '../smtp-form'
import classes from './gateways.module.css'

/** Kinds that are asked every minute, or tell over a connection of their own. */
const asked = ['twilio', 'android', 'smpp', 'gammu']

/** Kinds that tell at an address. */
const told = ['gateway', 'twilio', 'vonage', 'android']

/** How the program hears what became of messages, and what people write back. */
export function ReceiptFields({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  const base = draft.sms.publicUrl.replace(/\/+$/, '')
  return (
    <Accordion variant="contained">
      <Accordion.Item value="receipts">
        <Accordion.Control>{t('sms_gateway.receipts')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <Text size="sm">
              {t(asked.includes(draft.kind) ? 'sms_gateway.polled' : 'sms_gateway.only_public')}{' '}
              {t('sms_gateway.stop_words')}
            </Text>
            {told.includes(draft.kind) && (
              <TextInput
                label={t('sms_gateway.public')}
                description={t('sms_gateway.public_words')}
                placeholder="https://crm.example.ro"
                value={draft.sms.publicUrl}
                onChange={(e) =>
                  change({ sms: { ...draft.sms, publicUrl: e.currentTarget.value } })
                }
                error={fieldError(problems, 'sms.publicUrl')}
              />
            )}
            {told.includes(draft.kind) && base && (
              <HookAddress address={draft.hookPath && base + draft.hookPath} />
            )}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}

function HookAddress({ address }: { address: string }) {
  const { t } = useTranslation()
  if (!address) {
    return <Text size="sm">{t('sms_gateway.hook_later')}</Text>
  }
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('sms_gateway.hook')}
      </Text>
      <p className={classes.address}>{address}</p>
      <Group gap="xs">
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
            >
              {t(copied ? 'sms_gateway.copied' : 'sms_gateway.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('sms_gateway.hook_words')}
      </Text>
    </div>
  )
}
