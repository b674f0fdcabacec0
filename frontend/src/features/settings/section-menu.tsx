import { NativeSelect } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { groups, mayOpen } from './sections'
import classes from './settings.module.css'

interface SectionMenuProps {
  /** The section that is open. */
  here: string
  admin: boolean
}

/** The sections of the settings in their groups; a list to choose from where there is no room beside. */
export function SectionMenu({ here, admin }: SectionMenuProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const shown = Object.entries(groups)
    .map(([group, list]) => ({ group, list: Object.keys(list).filter((s) => mayOpen(s, admin)) }))
    .filter(({ list }) => list.length > 0)
  const name = (section: string) => t(`settings.section.${section}`)
  return (
    <>
      <NativeSelect
        className={classes.choice}
        label={t('settings.section_choice')}
        value={here}
        onChange={(e) => void navigate({ to: paths.settings(e.currentTarget.value) })}
        data={shown.map(({ group, list }) => ({
          group: t(`settings.group.${group}`),
          items: list.map((section) => ({ value: section, label: name(section) })),
        }))}
      />
      <nav aria-label={t('settings.title')} className={classes.menu}>
        {shown.map(({ group, list }) => (
          <div key={group}>
            <h2 id={`settings-${group}`} className={classes.group}>
              {t(`settings.group.${group}`)}
            </h2>
            <ul aria-labelledby={`settings-${group}`} className={classes.sections}>
              {list.map((section) => {
                const Picture = groups[group]?.[section]?.icon
                return (
                  <li key={section}>
                    <Link
                      to={paths.settings(section)}
                      className={classes.section}
                      aria-current={section === here ? 'page' : undefined}
                    >
                      {Picture && <Picture size={16} stroke={1.75} aria-hidden />}
                      {name(section)}
                    </Link>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </nav>
    </>
  )
}
