import { Group, Radio, Select, Stack } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useProducts } from '@/lib/workspace/workspace'
import { RouteConsent } from './route-consent'
import { RouteOwner } from './route-owner'

export interface RouteProps {
  route: crm.LeadRoute
  change: (part: Partial<crm.LeadRoute>) => void
  problems: Problem[]
}

/** Where cards from outside go: product, status, owner, duplicates, consent. */
export function RouteFields({ route, change, problems }: RouteProps) {
  const { t } = useTranslation()
  const products = useProducts()
  const statuses = products.find((p) => p.product.id === route.product)?.statuses ?? []
  return (
    <Stack gap="sm">
      <Group grow align="flex-start" gap="sm" preventGrowOverflow={false}>
        <Select
          miw={160}
          label={t('incoming.product')}
          allowDeselect={false}
          data={products.map((p) => ({ value: p.product.id, label: p.product.name }))}
          value={route.product}
          onChange={(product) => product && change({ product, status: '' })}
        />
        <Select
          miw={160}
          label={t('incoming.status')}
          allowDeselect={false}
          data={[
            { value: '', label: t('incoming.status_first') },
            ...statuses.map((s) => ({ value: s.id, label: s.name })),
          ]}
          value={route.status}
          onChange={(status) => change({ status: status ?? '' })}
          error={fieldError(problems, 'route.status')}
        />
      </Group>
      <RouteOwner {...{ route, change, problems }} />
      <Radio.Group
        label={t('incoming.duplicates')}
        description={t('incoming.duplicates_help')}
        value={route.duplicates}
        onChange={(v) => change({ duplicates: v as crm.LeadRoute['duplicates'] })}
        error={fieldError(problems, 'route.duplicates')}
      >
        <Stack gap={6} mt={6}>
          {(['update', 'new', 'refuse'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`incoming.duplicates_${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <RouteConsent {...{ route, change, problems }} />
    </Stack>
  )
}
