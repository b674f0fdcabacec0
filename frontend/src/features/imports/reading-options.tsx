import { Group, Select } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

interface ReadingOptionsProps {
  file: api.ReadImportOut
  busy: boolean
  onChange: (encoding: string, delimiter: string) => void
}

/** How the file is read, if the guess was wrong: letters look odd, or all is in one column. */
export function ReadingOptions({ file, busy, onChange }: ReadingOptionsProps) {
  const { t } = useTranslation()
  const delimiters = [
    { value: ';', label: t('imports.delimiter.semicolon') },
    { value: ',', label: t('imports.delimiter.comma') },
    { value: '\t', label: t('imports.delimiter.tab') },
    { value: '|', label: t('imports.delimiter.bar') },
  ]
  return (
    <Group align="flex-end" gap="md">
      <Select
        w={260}
        label={t('imports.encoding')}
        description={t('imports.encoding_words')}
        disabled={busy}
        allowDeselect={false}
        data={file.encodings.map((e) => ({ value: e, label: e.toUpperCase() }))}
        value={file.encoding}
        onChange={(encoding) => encoding && onChange(encoding, file.delimiter)}
      />
      <Select
        w={260}
        label={t('imports.separator')}
        description={t('imports.separator_words')}
        disabled={busy}
        allowDeselect={false}
        data={delimiters}
        value={file.delimiter}
        onChange={(delimiter) => delimiter && onChange(file.encoding, delimiter)}
      />
    </Group>
  )
}
