import { Alert, List } from '@mantine/core'
import { IconAlertTriangle, IconHistory, IconSparkles } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'

// Names of products are the same in every language.
const sources = {
  google: 'Google Contacts',
  outlook: 'Outlook',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  minicrm: 'MiniCRM',
}

/** What was noticed about the file: whose export it is, that it came before, what looks wrong in it. */
export function FileNotes({ file }: { file: api.ReadImportOut }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      {file.doubts.length > 0 && (
        <Alert color="yellow" variant="outline" icon={<IconAlertTriangle size={18} />}>
          <List withPadding={false} listStyleType="none" spacing={4}>
            {file.doubts.map((doubt) => (
              <List.Item key={doubt.key}>{say(doubt)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {file.before > 0 && (
        <Alert color="yellow" variant="outline" icon={<IconHistory size={18} />}>
          {t('imports.before', { day: format.moment(file.before) })}
        </Alert>
      )}
      {(file.source || file.remembered) && (
        <Alert color="indigo" variant="outline" icon={<IconSparkles size={18} />}>
          {file.source && t('imports.source', { name: sources[file.source] })}{' '}
          {t(file.remembered ? 'imports.remembered' : 'imports.source_words')}
        </Alert>
      )}
    </>
  )
}
