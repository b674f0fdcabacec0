import { Stack, Switch, Text, TextInput } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import { fieldError } from '@/components/ui/problems'
import { Say } from '@/components/ui/say'
import type { Problem } from '@/lib/api/client'
import { useFormat } from '@/lib/format/use-format'

interface UpdateFieldsProps {
  data: api.ComputerOut
  computer: crm.Computer
  change: (part: Partial<crm.Computer>) => void
  problems: Problem[]
}

/** Whether to look for new versions, where, and what the last look found. */
export function UpdateFields({ data, computer, change, problems }: UpdateFieldsProps) {
  const { t } = useTranslation()
  return (
    <Stack gap="md">
      <Switch
        label={t('desktop.updates')}
        description={t(data.mayUpdate ? 'desktop.updates_words' : 'desktop.update_admin')}
        checked={computer.updates}
        disabled={!data.mayUpdate}
        onChange={(e) => change({ updates: e.currentTarget.checked })}
      />
      {computer.updates && (
        <>
          <TextInput
            label={t('desktop.update_url')}
            description={t('desktop.update_url_words')}
            placeholder="https://"
            type="url"
            value={computer.updateUrl}
            disabled={!data.mayUpdate}
            onChange={(e) => change({ updateUrl: e.currentTarget.value.trim() })}
            error={fieldError(problems, 'updateUrl')}
          />
          <TextInput
            label={t('desktop.update_key')}
            description={t('desktop.update_key_words')}
            value={computer.updateKey}
            disabled={!data.mayUpdate}
            onChange={(e) => change({ updateKey: e.currentTarget.value.trim() })}
            error={fieldError(problems, 'updateKey')}
          />
          <Found update={data.update} />
        </>
      )}
    </Stack>
  )
}

function Found({ update }: { update: crm.Update }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!update.looked) return null
  const when = format.moment(update.looked)
  return (
    <Text role="status">
      {update.version
        ? t('desktop.new_version', { version: update.version })
        : t(update.trouble ? 'desktop.look_failed' : 'desktop.looked', { when })}{' '}
      {update.version && update.page && (
        <OutLink href={update.page}>{t('desktop.read_about')}</OutLink>
      )}
      {update.trouble && <Say of={update.trouble} />}
    </Text>
  )
}
