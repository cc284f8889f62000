package dev.roundtable.indexing.synonyms;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;

import org.springframework.stereotype.Component;

/** Leads from the home of the administration to the words that mean the same. */
@Component
class SynonymsCard implements AdminSection {

	private final SynonymList synonyms;

	SynonymsCard(SynonymList synonyms) {
		this.synonyms = synonyms;
	}

	@Override
	public AdminCard card() {
		return new AdminCard(31, "synonyms", this.synonyms.groups(), "/admin/search/synonyms", AdminCard.State.GOOD);
	}

}
