//! Sentences that look like a fault and are none: users would rightly switch off a rule that reports them.

use std::fs;

use recit::locale::Language;

use super::deck;
use crate::support::{Workplace, copy, repository};

/// A critical voice with these words.
fn voice(language: Language, words: &str) -> (&'static str, String) {
    let words = words.replace('\'', "''");
    match language {
        Language::Fr => (
            "temoignages.yaml",
            format!(
                "témoignages: [{{ id: v-01, texte: '{words}', personne: {{ rôle: marcheuse }}, canal: terrain, date: 2026-08-16, ton: critique, accord: {{ fondement: accord }} }}]"
            ),
        ),
        Language::En => (
            "voices.yaml",
            format!(
                "voices: [{{ id: v-01, text: '{words}', speaker: {{ role: walker }}, channel: field, date: 2026-08-16, tone: critical, consent: {{ basis: consent }} }}]"
            ),
        ),
    }
}

/// A voice of a person who was told, and who did not say how old they are.
fn informed(language: Language, words: &str) -> (&'static str, String) {
    let (file, text) = voice(language, words);
    let text = text.replace("fondement: accord", "fondement: informé");
    (file, text.replace("basis: consent", "basis: informed"))
}

/// The role of a person who did not say how old they are.
fn role(language: Language, words: &str) -> (&'static str, String) {
    let (file, text) = voice(language, "…");
    let words = format!("'{}'", words.replace('\'', "''"));
    let text = text.replace("rôle: marcheuse", &format!("rôle: {words}"));
    (file, text.replace("role: walker", &format!("role: {words}")))
}

/// A story with voices and without figures that ends on these words.
fn change(language: Language, words: &str) -> (&'static str, String) {
    let (file, figures, key) = match language {
        Language::Fr => ("recits/plan.yaml", "chiffres:", "changement:"),
        Language::En => ("stories/map.yaml", "figures:", "change:"),
    };
    let path = format!("tests/suite/rules/{}/{}/{file}", language.code(), deck(language));
    let story = fs::read_to_string(repository().join(path)).expect("the story");
    let lines = story.lines().filter(|line| !line.starts_with(figures));
    let lines = lines.map(|line| {
        if line.starts_with(key) {
            format!("{key} '{}'\n", words.replace('\'', "''"))
        } else {
            format!("{line}\n")
        }
    });
    (file, lines.collect())
}

/// A doubt with these words.
fn doubt(language: Language, words: &str) -> (&'static str, String) {
    let words = words.replace('\'', "''");
    match language {
        Language::Fr => ("doutes.yaml", format!("doutes: [{{ quoi: '{words}' }}]")),
        Language::En => ("doubts.yaml", format!("doubts: [{{ what: '{words}' }}]")),
    }
}

type Written = fn(Language, &str) -> (&'static str, String);

/// Whether a rule speaks of some words, written in one way.
fn speaks(rule: &str, language: Language, written: Written, words: &str) -> bool {
    let place = Workplace::empty();
    let base = repository().join("tests/suite/rules").join(language.code());
    copy(&base, place.path());
    let (file, text) = written(language, words);
    place.write(&format!("{}/{file}", deck(language)), text);
    let report = place.open().lint_all_decks();
    report.findings().iter().any(|finding| finding.rule.name == rule)
}

/// The sentences of which a rule says the contrary of what is wanted.
fn wrong(rule: &str, written: Written, is_fault: bool, fr: &[&str], en: &[&str]) {
    let of = |language, all: &[&str]| {
        let wrong = |words: &&&str| speaks(rule, language, written, words) != is_fault;
        all.iter().filter(wrong).map(ToString::to_string).collect::<Vec<_>>()
    };
    let found = [of(Language::Fr, fr), of(Language::En, en)].concat();
    assert!(found.is_empty(), "{rule}: {}", found.join("\n"));
}

#[test]
fn what_leads_to_the_organisation_itself_leads_to_nobody() {
    let place = Workplace::empty();
    copy(&repository().join("tests/suite/rules/fr"), place.path());
    let words = "Écrivez à lea.k@valmer.example ou appelez le +33 2 97 11 22 33";
    let (file, text) = voice(Language::Fr, words);
    place.write(&format!("{}/{file}", deck(Language::Fr)), text);
    let leads = || {
        let report = place.open().lint_all_decks();
        let found =
            report.findings().iter().filter(|found| found.rule.name == "identifying-detail");
        found.count()
    };
    assert_eq!(leads(), 2);
    let settings = place.read("recit.yaml");
    let own = "contacts: [lea.k@valmer.example, \"02 97 11 22 33\"]\n";
    place.write("recit.yaml", format!("{settings}{own}"));
    assert_eq!(leads(), 0);
}

#[test]
fn a_cut_in_the_middle_of_a_plain_sentence_is_fair() {
    let fr = [
        "On a marché […] jusqu'au phare.",
        "Je ne sais pas. […] On verra demain.",
        "Plus de pain […] à midi.",
    ];
    let en = [
        "We walked […] to the lighthouse.",
        "I do not know. […] We shall see.",
        "No bread at all, they said […] at noon.",
    ];
    wrong("risky-cut", voice, false, &fr, &en);
    let fr = ["On n'est pas […] venus pour ça.", "Le guide […] pourtant gentil."];
    let en = ["I wouldn't […] call it a path.", "The guide […] however kind."];
    wrong("risky-cut", voice, true, &fr, &en);
}

#[test]
fn dots_and_brackets_of_the_speaker_are_no_cuts() {
    let fr =
        ["Je ne sais pas… enfin si.", "Il a dit (en riant) que oui.", "On a [un peu] attendu."];
    let en = ["I do not know… well, yes.", "He said (laughing) that he did.", "We [all] waited..."];
    wrong("ill-marked-cut", voice, false, &fr, &en);
}

#[test]
fn words_quoted_within_a_quote_and_inches_are_right() {
    let fr = ["“Bonjour”, c'est tout ce qu'on m'a dit.", "Un écran de 12\" suffit."];
    let en = ["‘Hello’ is all they said.", "A screen of 12\" will do."];
    wrong("nested-quotes", voice, false, &fr, &en);
    wrong(
        "nested-quotes",
        voice,
        true,
        &["Il a dit « non » et voilà."],
        &["He said \"no\" to us."],
    );
}

#[test]
fn a_place_is_no_business() {
    let fr = [
        "Nous étions au camping de Kervellan, sous la pluie.",
        "Devant l'Hôtel de Ville, pas un panneau.",
        "Le bar de la plage ferme à six heures.",
        "On cherchait un café. Madame n'en connaissait pas.",
    ];
    let en = [
        "We were at the campsite in Skerrow, in the rain.",
        "The Hotel was full, they said.",
        "The pub by the beach shuts at six.",
    ];
    wrong("named-business", voice, false, &fr, &en);
    let fr =
        ["À l'hôtel Bellevue on nous a ri au nez.", "Le camping Les Mouettes refuse les tentes."];
    let en = ["The Seaview Hotel laughed at us.", "We were sent away by The Gull Inn."];
    wrong("named-business", voice, true, &fr, &en);
}

#[test]
fn what_is_said_of_some_people_or_with_a_number_is_no_generality() {
    let fr = [
        "Les voyageurs tournent à droite sans demander.",
        "La salle est ouverte à tout le monde.",
        "Deux habitants veulent garder le banc.",
        "Des visiteurs aiment s'y asseoir.",
        "Sur 40 personnes interrogées, la plupart des visiteurs pensent au retour.",
        "Les habitants attendent la réouverture.",
    ];
    let en = [
        "Travellers turn right without asking.",
        "Everyone in the net loft was a strong swimmer.",
        "Two residents want to keep the bench.",
        "Some visitors love it.",
        "Of 40 asked, most visitors think of coming back.",
        "Visitors like these were rare.",
    ];
    wrong("generalised-voice", change, false, &fr, &en);
    let fr = [
        "Nos visiteurs sont ravis.",
        "Tout le monde apprécie le plan.",
        "La majorité des habitants vient à pied.",
    ];
    let en = ["Our visitors love it.", "Everybody agrees.", "Most of the residents walk."];
    wrong("generalised-voice", change, true, &fr, &en);
}

#[test]
fn credit_that_is_shared_or_not_ours_is_no_claim() {
    let fr = [
        "Grâce à nos voisins, le banc est réparé.",
        "Grâce à l'office des forêts, le sentier est balisé.",
        "Nous avons fait venir un plombier.",
        "Le beau temps a permis d'ouvrir plus tôt.",
        "La mairie a fait venir des familles en car.",
        "La fermeture a généré des plaintes.",
        "Nous avons attiré l'attention du maire.",
    ];
    let en = [
        "Thanks to our neighbours, the bench is mended.",
        "We brought in a plumber.",
        "Fine weather let us open sooner.",
        "The closure generated complaints.",
        "We attracted the harbour master's attention.",
    ];
    wrong("claimed-effect", doubt, false, &fr, &en);
    let fr = [
        "Grâce à l'office, le port revit.",
        "Nous avons fait venir beaucoup plus de visiteurs.",
        "Notre campagne a permis de remplir l'île.",
    ];
    let en = [
        "Thanks to us the harbour lives again.",
        "We attracted many more visitors.",
        "Our new website boosted the island.",
    ];
    wrong("claimed-effect", doubt, true, &fr, &en);
}

#[test]
fn somebody_who_speaks_of_a_child_or_of_years_is_no_child() {
    let fr = [
        "J'ai 10 ans de métier derrière moi.",
        "Mon fils est au collège, il y va en car.",
        "J'enseigne au lycée, nous venons chaque année.",
        "Le car arrive en troisième position.",
        "J'ai 35 ans, et je ne l'avais jamais vu.",
        "Nos élèves rentrent en 6e.",
    ];
    let en = [
        "I am 12 minutes late because of the map.",
        "My daughter is in year 8 and came alone.",
        "I'm 45, and I had never seen it.",
        "I work at the secondary school.",
    ];
    wrong("undeclared-minor", informed, false, &fr, &en);
    let fr = [
        "J'ai treize ans et je viens seul.",
        "On y va tous en 5e.",
        "Je suis en terminale, je passe par là.",
        "Au collège, personne ne connaît l'arrêt.",
    ];
    let en = [
        "I’m twelve and I came alone.",
        "I am 9 years old.",
        "We're at primary school near the stop.",
    ];
    wrong("undeclared-minor", informed, true, &fr, &en);
    let fr = ["professeur de collège", "père d'un enfant de six ans", "accompagnatrice d'élèves"];
    let en = ["secondary school teacher", "mother of two children", "girlfriend of a sailor"];
    wrong("undeclared-minor", role, false, &fr, &en);
    let fr = ["collégienne", "écolière de Valmer", "randonneuses lycéennes", "enfant de neuf ans"];
    let en = ["schoolgirl", "12-year-old walker", "pupil of the village", "two teenagers"];
    wrong("undeclared-minor", role, true, &fr, &en);
}

#[test]
fn only_who_works_decides_or_lives_with_us_is_asked_about_an_interest() {
    let fr = [
        "guichetière de la compagnie maritime",
        "présidente du club de voile",
        "agent de gare",
        "randonneuse et son partenaire",
        "cuisinier saisonnier",
        "porte-parole du collectif des riverains",
        "visiteuse, croisée devant l'office de tourisme",
        "usager de l'office de tourisme",
        "cliente de la boutique de l'office",
        "locataire de l'office HLM",
        "guide de l'office national des forêts",
        "fille du maire",
        "père d'un élu",
        "promeneur avec sa collègue",
        "adhérente du club de marche",
        "administratrice d'un groupe Facebook",
        "hôtesse d'accueil de la SNCF",
        "touriste, consultante à Lyon",
        "employé de l'agence postale",
        "membre du conseil de quartier",
    ];
    let en = [
        "walker, travelling with her partner",
        "station attendant",
        "chair of the sailing club",
        "teacher at the primary school",
        "resident of the harbour",
        "visitor at the visitor centre",
        "resident living opposite the tourist office",
        "mayor's daughter",
        "senator’s aide",
        "supplier's driver",
        "trustee of the sailing club",
        "building contractor on holiday",
        "retired consultant surgeon, on holiday",
    ];
    wrong("undeclared-interest", role, false, &fr, &en);
    let fr = [
        "hôtesse d’accueil de l'office de tourisme",
        "Conseillère en séjour à Valmer",
        "conseiller·ère en séjour",
        "agents d'accueil de l'office",
        "conseillers municipaux",
        "élue de la commune",
        "élus de la commune",
        "Elu local",
        "1er adjoint",
        "adjointe au tourisme",
        "restaurateur, adhérent de l'office",
        "hébergeuses partenaires",
        "saisonnière à l'office de tourisme",
        "secrétaire de mairie",
        "socioprofessionnelle",
    ];
    let en = [
        "adviser of the visitor centre",
        "tourist information advisor",
        "town councillor",
        "Cllr",
        "Mayor of Valmer",
        "members of the board",
        "partner businesses",
        "owner of a partner hotel",
        "manager of the tourist board",
    ];
    wrong("undeclared-interest", role, true, &fr, &en);
}

#[test]
fn words_that_only_look_private_are_not_asked_about() {
    let fr = [
        "L'enceinte du fort est superbe.",
        "Le syndicat d'initiative a fermé.",
        "À gauche du port, rien.",
        "La politique de stationnement nous échappe.",
        "À votre santé, comme on dit ici.",
        "La cathédrale est l'origine du bourg.",
        "Je me suis plainte du bruit.",
    ];
    let en = [
        "The origin of the bourg is the abbey.",
        "We complained about the noise.",
        "Your parking policy is beyond me.",
        "The church was open, a treat.",
    ];
    wrong("undeclared-sensitivity", informed, false, &fr, &en);
    let fr = [
        "Je suis diabétique, et il n'y avait pas d'eau.",
        "Ma femme est enceinte, nous avons marché une heure.",
        "J'ai déposé plainte, sans suite.",
        "Les gendarmes sont venus.",
        "C'est raciste, je n'ai pas d'autre mot.",
    ];
    let en = [
        "I'm diabetic, and there was no water.",
        "My wife is pregnant; we walked for an hour.",
        "The police came.",
        "As a Muslim I felt watched.",
    ];
    wrong("undeclared-sensitivity", informed, true, &fr, &en);
}

/// A signal that somebody acts upon.
fn actor(language: Language, words: &str) -> (&'static str, String) {
    match language {
        Language::Fr => (
            "signaux.yaml",
            format!(
                "signaux: [{{ id: eau, entendu: Où boire ?, stade: murmure, personnes: 3, action: {{ quoi: deux fontaines, qui: '{words}' }} }}]"
            ),
        ),
        Language::En => (
            "signals.yaml",
            format!(
                "signals: [{{ id: water, heard: Where to drink?, stage: murmur, people: 3, action: {{ what: two taps, who: '{words}' }} }}]"
            ),
        ),
    }
}

/// What is said aloud on the slide of the story.
fn note(language: Language, words: &str) -> (&'static str, String) {
    let (file, story) = change(language, "x");
    (file, format!("{story}notes: '{words}'\n"))
}

#[test]
fn a_name_is_found_in_a_voice_a_role_and_a_note_and_may_stand_in_a_story() {
    let (fr, en) = (["Paul Kerbrat, pêcheur"], ["Paul Trewin, fisherman"]);
    for written in [voice, role, note] {
        wrong("identified-person", written, true, &fr, &en);
    }
    for written in [change, actor] {
        wrong("identified-person", written, false, &fr, &en);
    }
}

#[test]
fn what_is_always_somebody_s_own_is_found_in_a_story_too() {
    let (fr, en) = (["Écrire à lea.k@orange.fr"], ["Ring 07700 900123"]);
    wrong("identifying-detail", change, true, &fr, &en);
    let (fr, en) = (["Le dossier n° 48213 est clos."], ["See https://example.org/a?b=1"]);
    wrong("identifying-detail", change, false, &fr, &en);
}

#[test]
fn a_day_tells_who_spoke_only_with_a_place_and_a_rare_role() {
    let fr = ["Le 16 août, tout était fermé.", "En août, à Polhouan, tout était fermé."];
    let en = ["On 16 August all was closed.", "In August, in Polwhen, all was closed."];
    wrong("traceable-voice", voice, false, &fr, &en);
    wrong("traceable-voice", role, false, &["maire de Polhouan"], &["mayor of Polwhen"]);
    let rare = |language, words: &str| {
        let (file, text) = voice(language, words);
        let text = text.replace("rôle: marcheuse", "rôle: maire");
        (file, text.replace("role: walker", "role: mayor"))
    };
    let fr = [
        "Le 16 août, à Polhouan, tout était fermé.",
        "Samedi 16, au phare du Roc, tout était fermé.",
    ];
    let en = [
        "On August 16th, in Polwhen, all was closed.",
        "On 16/08/2026, at Polwhen, all was closed.",
    ];
    wrong("traceable-voice", rare, true, &fr, &en);
}

#[test]
fn signs_of_plain_sentences_are_no_markup() {
    wrong(
        "raw-markup",
        doubt,
        false,
        &[
            "Moins de 10 % des gens & presque rien",
            "Le 3*2 et la note*",
            "Un mot – un autre – enfin",
        ],
        &["Fewer than 10% & hardly anything", "See [the plan](example.org/plan)", "One<br>two"],
    );
    let signs = ["Un <b>mot</b>", "Un&nbsp;mot", "Le **car", "[le plan](plan.pdf)", "Un\\nmot"];
    wrong("raw-markup", doubt, true, &signs, &signs);
}

#[test]
fn what_stands_between_quotation_marks_in_part_is_no_quoted_value() {
    let part = ["« Oui » et « non »", "Le « Grand Large » est parti", "L’été"];
    wrong("quoted-value", doubt, false, &part, &part);
    wrong(
        "quoted-value",
        doubt,
        true,
        &["“Le plan est faux”", "‘Le plan est faux’", "« Le plan est faux »"],
        &[],
    );
}
