import { Button, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LetterLink } from '@/lib/letter/letter'
import { useConfirm } from './confirm'
import classes from './letter-links.module.css'
import { openAddress } from './out-link'

/** Where the links of a letter lead; each is opened outside, after asking. */
export function LetterLinks({ links }: { links: LetterLink[] }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  if (links.length === 0) return null
  const open = async ({ href }: LetterLink) => {
    const yes = await confirm({
      title: t('editor.open_title'),
      children: <span className={classes.address}>{href}</span>,
      action: t('editor.open'),
    })
    if (yes) openAddress(href)
  }
  return (
    <details className={classes.part}>
      <summary>{t('editor.links', { count: links.length })}</summary>
      <ul className={classes.list}>
        {links.map((link) => (
          <li key={link.text + link.href} className={classes.row}>
            <div className={classes.words}>
              <Text size="sm" className="clip" title={link.text}>
                {link.text}
              </Text>
              <Text size="xs" c="dimmed" className="clip" title={link.href}>
                {link.href}
              </Text>
            </div>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconExternalLink size={14} />}
              aria-label={t('editor.open_link', { link: link.text })}
              onClick={() => void open(link)}
            >
              {t('editor.open')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
