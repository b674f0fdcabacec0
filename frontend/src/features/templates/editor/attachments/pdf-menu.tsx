import { Button, Menu, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTemplates } from '../../api'

interface PdfMenuProps {
  product: string
  icon: ReactNode
  onPick: (template: crm.Template) => void
}

/** Chooses the template of which a PDF is made for each card. */
export function PdfMenu({ product, icon, onPick }: PdfMenuProps) {
  const { t } = useTranslation()
  const all = useTemplates(product)
  const pdfs = all.data?.filter((row) => row.template.kind === 'pdf') ?? []
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={icon}>
          {t('editor.add_pdf')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {pdfs.length === 0 && (
          <Text size="sm" c="dimmed" p="xs" maw={260}>
            {t('editor.no_pdfs')}
          </Text>
        )}
        {pdfs.map(({ template }) => (
          <Menu.Item key={template.id} onClick={() => onPick(template)}>
            {template.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
