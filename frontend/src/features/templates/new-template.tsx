import { Button, Menu, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { kindIcons } from './kind-mark'
import { kinds } from './state/draft'
import classes from './templates.module.css'

interface NewTemplateProps {
  product: string
  /** Where it goes; "" for no folder. */
  folder: string
}

/** Begins a template: of an email, an SMS, a task or a PDF, each with what it is for. */
export function NewTemplate({ product, folder }: NewTemplateProps) {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Menu width={320}>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} />}>{t('templates.new')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => {
          const Picture = kindIcons[kind]
          return (
            <Menu.Item
              key={kind}
              leftSection={
                <span className={classes.kindPicture} data-kind={kind}>
                  <Picture size={20} stroke={1.6} />
                </span>
              }
              onClick={() =>
                go(paths.template(product, 'new'), { kind, ...(folder && { folder }) })
              }
            >
              <Text span size="sm" fw={600} display="block">
                {t(`templates.kind.${kind}`)}
              </Text>
              <Text span size="xs" c="dimmed" display="block">
                {t(`templates.kind_words.${kind}`)}
              </Text>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
