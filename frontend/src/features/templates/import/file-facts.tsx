import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useProduct } from '@/lib/workspace/workspace'
import { useVariables } from '../api'
import { KindMark } from '../kind-mark'
import { TemplateWords } from '../template-words'
import classes from '../templates.module.css'

/** What a template's file holds. */
export function FileFacts({ file }: { file: api.TemplateFileOut }) {
  const { t } = useTranslation()
  // Those of the product that is open: where a copy comes from, where a file goes to.
  const variables = useVariables(useProduct().product.id).data ?? []
  const along = [...file.pdfs.map((name) => `${name} (PDF)`), ...file.files]
  return (
    <div className={classes.fileFacts}>
      <KindMark kind={file.kind} />
      <Text fw={600} className={classes.fileName}>
        {file.name}
      </Text>
      {file.renamed && (
        <Text size="sm" c="dimmed">
          {t('templates.import.renamed')}
        </Text>
      )}
      {file.says && <TemplateWords text={file.says} variables={variables} />}
      {file.folder && (
        <Text size="sm">{t('templates.import.folder', { folder: file.folder })}</Text>
      )}
      {along.length > 0 && (
        <Text size="sm">{t('templates.import.along', { what: along.join(', ') })}</Text>
      )}
    </div>
  )
}
