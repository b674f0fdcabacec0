import { Radio } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './forecast.module.css'
import { ScopeNumbers } from './scope-numbers'
import { kindsIn } from './state/scopes'
import type { View } from './state/view'

interface ScopePanelsProps {
  out: api.ForecastOut
  shown: string
  onShown: (scope: View['scope']) => void
  onShow: (part: Partial<View>) => void
  /** The cards behind "all cards". */
  cards: { product: string; filter: string }
}

/** What each answer does, side by side; the chosen one is shown below. */
export function ScopePanels({ out, shown, onShown, onShow, cards }: ScopePanelsProps) {
  const { t } = useTranslation()
  const kinds = kindsIn(out.scopes)
  const panels = out.scopes.map((scope) => (
    <section
      key={scope.scope}
      className={classes.panel}
      data-shown={scope.scope === shown || undefined}
      aria-label={t(`forecast.scope.${scope.scope}`)}
    >
      {out.scopes.length > 1 ? (
        <Radio
          value={scope.scope}
          label={t(`forecast.scope.${scope.scope}`)}
          description={t(`forecast.scope_words.${scope.scope}`)}
          classNames={{ label: classes.scope }}
        />
      ) : (
        <div>
          <h2 className={classes.scope}>{t(`forecast.scope.${scope.scope}`)}</h2>
          <p className={classes.small}>{t(`forecast.scope_words.${scope.scope}`)}</p>
        </div>
      )}
      <ScopeNumbers
        scope={scope}
        kinds={kinds}
        currency={out.currency}
        firstDay={out.from}
        cards={cards}
        onShow={(part) => onShow({ scope: scope.scope, ...part })}
      />
    </section>
  ))
  if (out.scopes.length < 2) return <div className={classes.panels}>{panels}</div>
  return (
    <Radio.Group
      value={shown}
      onChange={(value) => onShown(value as View['scope'])}
      aria-label={t('forecast.which')}
    >
      <div className={classes.panels}>{panels}</div>
    </Radio.Group>
  )
}
