import { Group, Select } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

interface ReadingOptionsProps {
  file: api.ReadImportOut
  busy: boolean
  onChange: (how: { encoding?: string; delimiter?: string; sheet?: string }) => void
}

/** How the file is read, if the guess was wrong: another sheet, odd letters, all in one column. */
export function ReadingOptions({ file, busy, onChange }: ReadingOptionsProps) {
  const { t } = useTranslation()
  if (file.format === 'xlsx') {
    if (file.sheets.length < 2) return null
    return (
      <Select
        w={260}
        label={t('imports.sheet')}
        description={t('imports.sheet_words')}
        disabled={busy}
        allowDeselect={false}
        data={file.sheets}
        value={file.sheet}
        onChange={(sheet) => sheet && onChange({ sheet })}
      />
    )
  }
  const delimiters = [
    { value: ';', label: t('imports.delimiter.semicolon') },
    { value: ',', label: t('imports.delimiter.comma') },
    { value: '\t', label: t('imports.delimiter.tab') },
  ]
  const { encoding, delimiter } = file
  return (
    <Group align="flex-end" gap="md">
      <Select
        w={260}
        label={t('imports.encoding')}
        description={t('imports.encoding_words')}
        disabled={busy}
        allowDeselect={false}
        data={file.encodings.map((e) => ({ value: e, label: e.toUpperCase() }))}
        value={encoding}
        onChange={(v) => v && onChange({ encoding: v, delimiter })}
      />
      <Select
        w={260}
        label={t('imports.separator')}
        description={t('imports.separator_words')}
        disabled={busy}
        allowDeselect={false}
        data={delimiters}
        value={delimiter}
        onChange={(v) => v && onChange({ encoding, delimiter: v })}
      />
    </Group>
  )
}
