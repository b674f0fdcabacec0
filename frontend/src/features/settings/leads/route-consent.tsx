import { Radio, Stack, Textarea } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { RouteProps } from './route-fields'

/** Whether new addresses may get marketing messages, and how that is known. */
export function RouteConsent({ route, change, problems }: RouteProps) {
  const { t } = useTranslation()
  return (
    <Stack gap={6}>
      <Radio.Group
        label={t('incoming.consent')}
        description={t('incoming.consent_help')}
        value={route.consent}
        onChange={(v) => change({ consent: v as crm.LeadRoute['consent'] })}
        error={fieldError(problems, 'route.consent')}
      >
        <Stack gap={6} mt={6}>
          {(['unconfirmed', 'active'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`incoming.consent_${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {route.consent === 'active' && (
        <Textarea
          label={t('incoming.agreed')}
          description={t('incoming.agreed_help')}
          required
          autosize
          minRows={2}
          value={route.agreed}
          onChange={(e) => change({ agreed: e.currentTarget.value })}
          error={fieldError(problems, 'route.agreed')}
        />
      )}
    </Stack>
  )
}
