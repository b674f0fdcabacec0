package sample_test

import (
	"errors"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/sample"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func begin(t *testing.T, id crm.UserID, lang string) *testkit.World {
	t.Helper()
	w := testkit.NewWorld(t, testkit.Empty)
	w.Write(func(tx *store.Tx) error {
		return sample.Begin(tx, crm.User{ID: id, Name: "Ana Ionescu", Email: "ana@exemplu.ro", Language: lang}, workspace(lang))
	})
	return w
}

func workspace(lang string) crm.Workspace {
	return crm.Workspace{Name: "Lumină și Căldură SRL", Country: "RO", Zone: "Europe/Bucharest", Language: lang}
}

func TestAWorkspaceBeginsInTestModeWithItsAdministratorAndAProduct(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"en": "Customers", "ro": "Clienți", "hu": "Ügyfelek", "fr": "Customers"} {
		w := begin(t, 1, lang)
		w.Read(func(v *store.View) error {
			ws, errWorkspace := v.Workspace()
			me, errUser := v.User(1)
			products, errProducts := v.Products()
			if !ws.TestMode || !ws.Internal || !ws.Campaigns || ws.MaxParts != crm.DefaultMaxParts || ws.SetUp != w.Now() || ws.Language != lang {
				t.Errorf("%s: the workspace is %+v", lang, ws)
			}
			if me.Role != crm.RoleAdmin || !me.Active || me.Email != "ana@exemplu.ro" {
				t.Errorf("%s: the administrator is %+v", lang, me)
			}
			if len(products) != 1 || products[0].Name != want || !products[0].SMSOn {
				t.Fatalf("%s: the products are %+v", lang, products)
			}
			folders, errFolders := v.Folders(products[0].ID)
			if len(folders) != 2 {
				t.Errorf("%s: the folders are %+v", lang, folders)
			}
			return errors.Join(errWorkspace, errUser, errProducts, errFolders)
		})
	}
}

func TestTheIdOfTheFirstAdministratorIsNeverGivenAgain(t *testing.T) {
	t.Parallel()
	for _, id := range []crm.UserID{1, 2, 7} {
		w := begin(t, id, "en")
		w.Write(func(tx *store.Tx) error {
			next, err := tx.SaveUser(crm.User{Name: "Mihai", Role: crm.RoleMember, Language: "ro", Active: true})
			if next.ID <= id {
				t.Errorf("after %d comes %d", id, next.ID)
			}
			return err
		})
	}
}

func TestEveryProductStartsWithSixStatuses(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"en": {"New lead", "Contacted", "Offer sent", "Negotiation", "Won", "Lost"},
		"ro": {"Cerere nouă", "Contactat", "Ofertă trimisă", "Negociere", "Câștigat", "Pierdut"},
		"hu": {"Új érdeklődő", "Megkeresve", "Ajánlat elküldve", "Tárgyalás", "Megnyert", "Elveszett"},
	}
	groups := []crm.StatusGroup{crm.GroupOpen, crm.GroupOpen, crm.GroupOpen, crm.GroupOpen, crm.GroupWon, crm.GroupLost}
	for lang, names := range want {
		w := begin(t, 1, lang)
		w.Read(func(v *store.View) error {
			cat, err := v.Catalogue(1)
			for i, s := range cat.Statuses {
				if s.Name != names[i] || s.Group != groups[i] || s.Color == "" {
					t.Errorf("%s: status %d is %+v", lang, i+1, s)
				}
			}
			if len(cat.Statuses) != len(names) {
				t.Errorf("%s: there are %d statuses", lang, len(cat.Statuses))
			}
			return err
		})
	}
}
