import { Alert, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { Say } from '@/components/ui/say'
import type { Problem } from '@/lib/api/client'

interface ReachFieldsProps {
  state: crm.PublicState
  side: crm.PublicSide
  onChange: (side: crm.PublicSide) => void
  problems: Problem[]
}

const reaches = ['off', 'computer', 'network'] as const

/** Whether this computer answers clients, whom, and how it goes. */
export function ReachFields({ state, side, onChange, problems }: ReachFieldsProps) {
  const { t } = useTranslation()
  return (
    <section>
      <Radio.Group
        label={t('public.reach')}
        value={side.reach}
        onChange={(v) => onChange({ ...side, reach: v as crm.PublicSide['reach'] })}
      >
        <Stack gap="xs" mt="xs">
          {reaches.map((reach) => (
            <Radio
              key={reach}
              value={reach}
              disabled={state.fixed}
              label={t(`public.reach_${reach}`)}
              description={t(`public.reach_${reach}_words`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {side.reach !== 'off' && (
        <NumberInput
          mt="sm"
          maw={180}
          label={t('public.port')}
          min={1024}
          max={65535}
          allowDecimal={false}
          disabled={state.fixed}
          value={side.port}
          onChange={(v) => onChange({ ...side, port: Number(v) || 0 })}
          error={fieldError(problems, 'side.port')}
        />
      )}
      <State state={state} />
    </section>
  )
}

function State({ state }: { state: crm.PublicState }) {
  const { t } = useTranslation()
  if (state.trouble) {
    return (
      <Alert mt="sm" color="red" variant="outline" icon={<IconAlertTriangle size={18} />}>
        <Say of={state.trouble} />
      </Alert>
    )
  }
  const where = state.addresses.length > 0 ? state.addresses.join(', ') : state.address
  return (
    <Text role="status" size="sm" mt="sm">
      {state.on ? t('public.state_on', { where }) : t('public.state_off')}
      {state.fixed && ` ${t('public.fixed')}`}
    </Text>
  )
}
