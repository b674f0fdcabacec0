import { Radio, Title } from '@mantine/core'
import { IconCheck, IconPlus, IconVersions } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './recipes.module.css'

interface PackPartsProps {
  parts: api.PackPart[]
  onMine?: ((keys: string[]) => void) | undefined
}

const icons = { new: IconPlus, more: IconPlus, there: IconCheck, differs: IconVersions }

/** What becomes of each thing in a pack: made, used as it is, or made under another name. */
export function PackParts({ parts, onMine }: PackPartsProps) {
  const { t } = useTranslation()
  const mine = parts.filter((p) => p.mine).map((p) => p.key)
  const choose = (key: string, use: boolean) =>
    onMine?.(use ? [...mine, key] : mine.filter((k) => k !== key))
  return (
    <section aria-label={t('recipes.what_is_added')}>
      <Title order={3} className={classes.heading}>
        {t('recipes.what_is_added')}
      </Title>
      <ul className={classes.parts}>
        {parts.map((part) => (
          <Part key={part.key} part={part} onChoose={onMine && ((use) => choose(part.key, use))} />
        ))}
      </ul>
    </section>
  )
}

interface PartProps {
  part: api.PackPart
  onChoose?: ((mine: boolean) => void) | undefined
}

function Part({ part, onChoose }: PartProps) {
  const { t } = useTranslation()
  const Picture = icons[part.state]
  const differs = part.state === 'differs'
  return (
    <li className={classes.part} data-state={part.state}>
      <Picture size={16} aria-hidden />
      <div>
        <span className={classes.noun}>
          {t(`recipes.noun.${part.noun}`)}
          {part.noun === 'template' && ` (${t(`recipes.template.${part.kind}`)})`}
        </span>{' '}
        <b>{part.as}</b> <span className={classes.date}>{t(`recipes.state.${part.state}`)}</span>
        {part.added.length > 0 && (
          <p className={classes.date}>
            {t('recipes.added_choices', { names: part.added.join(', ') })}
          </p>
        )}
        {differs && (
          <p className={classes.date}>
            {t('recipes.differs', { name: part.name })} {part.why.map(say).join(', ')}
          </p>
        )}
        {differs && part.may && onChoose && (
          <Radio.Group
            size="sm"
            value={part.mine ? 'mine' : 'other'}
            onChange={(value) => onChoose(value === 'mine')}
            aria-label={t('recipes.which', { name: part.name })}
          >
            <div className={classes.choice}>
              <Radio value="other" label={t('recipes.another_name')} />
              <Radio value="mine" label={t('recipes.own')} />
            </div>
          </Radio.Group>
        )}
      </div>
    </li>
  )
}
