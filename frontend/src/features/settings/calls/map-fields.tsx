import { ActionIcon, Button, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { crm, intake } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { KeySelect } from '../leads/key-select'
import classes from '../leads/leads.module.css'
import { spare, withPlace } from './draft'

interface MapFieldsProps {
  maps: crm.InletMap[]
  product: string
  /** Where something stands in the sample. */
  places: intake.Place[]
  problems: Problem[]
  change: (maps: crm.InletMap[]) => void
}

/** What of a call goes where. */
export function MapFields({ maps, product, places, problems, change }: MapFieldsProps) {
  const { t } = useTranslation()
  const put = (i: number, part: Partial<crm.InletMap>) =>
    change(maps.map((m, n) => (n === i ? { ...m, ...part } : m)))
  return (
    <Stack gap="xs">
      {maps.map((m, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing but their place
        <div key={i} className={classes.pair}>
          <TextInput
            aria-label={t('incoming.path', { n: i + 1 })}
            placeholder="lead.email"
            spellCheck={false}
            value={m.path}
            onChange={(e) => put(i, { path: e.currentTarget.value })}
            description={places.find((p) => p.path === m.path)?.value}
            inputWrapperOrder={['input', 'description', 'error']}
            error={fieldError(problems, `maps[${i}].path`)}
          />
          <KeySelect
            aria-label={t('incoming.goes', { n: i + 1 })}
            product={product}
            placeholder={t('incoming.goes_choose')}
            value={m.key}
            onChange={(key) => put(i, { key })}
            error={fieldError(problems, `maps[${i}].key`)}
          />
          <ActionIcon
            aria-label={t('incoming.path_remove', { n: i + 1 })}
            onClick={() => change(maps.filter((_, n) => n !== i))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {maps.length === 0 && (
        <Text size="xs" c="var(--mantine-color-error)">
          {fieldError(problems, 'maps')}
        </Text>
      )}
      <div className={classes.found}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => change([...maps, { path: '', key: '' }])}
        >
          {t('incoming.path_add')}
        </Button>
        {spare(places, maps).map((p) => (
          <Button
            key={p.path}
            size="compact-sm"
            variant="subtle"
            title={p.value}
            onClick={() => change(withPlace(maps, p.path))}
          >
            {p.path}
          </Button>
        ))}
      </div>
    </Stack>
  )
}
