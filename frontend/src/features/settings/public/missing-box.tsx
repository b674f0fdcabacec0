import { Alert, List, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { Say } from '@/components/ui/say'

/** What doesn't work as the public side is set now. */
export function MissingBox({ missing }: { missing: crm.Phrase[] }) {
  const { t } = useTranslation()
  return (
    <Alert color="yellow" variant="outline" icon={<IconInfoCircle size={18} />}>
      <Text fw={600} mb={4}>
        {t('public.missing')}
      </Text>
      <List size="sm" spacing={4}>
        {missing.map((m) => (
          <List.Item key={m.key}>
            <Say of={m} />
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
