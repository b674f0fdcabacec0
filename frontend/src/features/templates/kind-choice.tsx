import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './editor.module.css'
import { kindIcons } from './kind-mark'
import { type Kind, kinds } from './state/draft'

interface KindChoiceProps {
  value: Kind
  onChange: (kind: Kind) => void
}

/** What a new template is of: four pictures. */
export function KindChoice({ value, onChange }: KindChoiceProps) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a grid everywhere
    <div className={classes.kinds} role="group" aria-label={t('templates.column.kind')}>
      {kinds.map((kind) => {
        const Picture = kindIcons[kind]
        return (
          <UnstyledButton
            key={kind}
            className={classes.kindCard}
            data-chosen={kind === value || undefined}
            aria-pressed={kind === value}
            title={t(`templates.kind_words.${kind}`)}
            onClick={() => onChange(kind)}
          >
            <Picture size={22} stroke={1.6} aria-hidden />
            {t(`templates.kind.${kind}`)}
          </UnstyledButton>
        )
      })}
    </div>
  )
}
