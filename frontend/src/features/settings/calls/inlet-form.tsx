import { Button, Group, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import type { api, intake } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import classes from '../leads/leads.module.css'
import { RouteFields } from '../leads/route-fields'
import settings from '../settings.module.css'
import { MapFields } from './map-fields'

interface InletFormProps {
  draft: api.SaveInletIn
  sample: string
  places: intake.Place[]
  problems: Problem[]
  change: (part: Partial<api.SaveInletIn>) => void
  onSample: (text: string) => void
  /** Takes the last call as the sample; undefined where there is none. */
  onLast?: () => void
}

/** The form of an address for other programs. */
export function InletForm(p: InletFormProps) {
  const { t } = useTranslation()
  const { draft, problems, change } = p
  return (
    <Stack gap="sm">
      <TextInput
        label={t('incoming.name')}
        placeholder={t('incoming.inlet_like')}
        required
        value={draft.name}
        onChange={(e) => change({ name: e.currentTarget.value })}
        error={fieldError(problems, 'name')}
      />
      <Switch
        label={t('incoming.inlet_on')}
        checked={draft.active}
        onChange={(e) => change({ active: e.currentTarget.checked })}
      />
      <h3 className={classes.head}>{t('incoming.head_sample')}</h3>
      <Text size="sm" c="dimmed">
        {t('incoming.sample_help')}
      </Text>
      <Textarea
        aria-label={t('incoming.head_sample')}
        className={settings.mono}
        placeholder={'{"lead": {"name": "Ana", "email": "ana@example.com"}}'}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        value={p.sample}
        onChange={(e) => p.onSample(e.currentTarget.value)}
        error={fieldError(problems, 'sample')}
      />
      {p.onLast && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconHistory size={14} />}
            onClick={p.onLast}
          >
            {t('incoming.sample_last')}
          </Button>
        </Group>
      )}
      <h3 className={classes.head}>{t('incoming.head_maps')}</h3>
      <MapFields
        maps={draft.maps}
        product={draft.route.product}
        places={p.places}
        problems={problems}
        change={(maps) => change({ maps })}
      />
      <h3 className={classes.head}>{t('incoming.head_route')}</h3>
      <RouteFields
        route={draft.route}
        problems={problems}
        change={(part) => change({ route: { ...draft.route, ...part } })}
      />
    </Stack>
  )
}
