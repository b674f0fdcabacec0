import { Anchor, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './live.module.css'

const long = 280

/** What the whole filter says. A long one begins shortened. */
export function Sentence({ text }: { text: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const short = text.length > long && !open
  return (
    <div className={classes.sentence}>
      <Text size="xs" c="dimmed">
        {t('filters.in_words')}
      </Text>
      <div className={short ? classes.short : undefined}>
        <Text className={classes.words}>{text}</Text>
      </div>
      {text.length > long && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'filters.sentence_less' : 'filters.sentence_all')}
        </Anchor>
      )}
    </div>
  )
}
