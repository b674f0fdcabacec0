import { Stack, Text, UnstyledButton } from '@mantine/core'
import {
  IconBroadcast,
  IconCloud,
  IconDeviceMobile,
  IconRouter,
  IconWorld,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'
import type { AccountKind } from '../state/account'
import classes from './gateways.module.css'

const kinds = [
  { kind: 'twilio', Icon: IconCloud },
  { kind: 'vonage', Icon: IconCloud },
  { kind: 'gateway', Icon: IconWorld },
  { kind: 'android', Icon: IconDeviceMobile },
  { kind: 'smpp', Icon: IconBroadcast },
  { kind: 'gammu', Icon: IconRouter },
] as const

interface GatewayKindPickerProps {
  onPick: (kind: AccountKind) => void
  onClose: () => void
}

/** Which service sends the SMS, in plain words, with what is not possible with it. */
export function GatewayKindPicker({ onPick, onClose }: GatewayKindPickerProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text span fw={600} fz="lg">
          {t('sms_gateway.which')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="xs">
        {kinds.map(({ kind, Icon }) => (
          <UnstyledButton key={kind} className={classes.kind} onClick={() => onPick(kind)}>
            <Icon size={20} aria-hidden className={classes.icon} />
            <span>
              <Text fw={600} component="span" display="block">
                {t(`sms_gateway.kind.${kind}`)}
              </Text>
              <Text size="sm" c="dimmed" component="span" display="block">
                {t(`sms_gateway.about.${kind}`)}
              </Text>
            </span>
          </UnstyledButton>
        ))}
      </Stack>
    </Modal>
  )
}
