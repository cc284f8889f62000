package dev.roundtable.tasks.views;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.list.ListCounts;
import dev.roundtable.tasks.list.ListTabs;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The lists above the list: those that everybody has, hers, and the team's. */
@Component
class ListViews implements ListTabs {

	private final SavedViews saved;

	private final Messages messages;

	private final ListCounts counts;

	ListViews(SavedViews saved, Messages messages, ListCounts counts) {
		this.saved = saved;
		this.messages = messages;
		this.counts = counts;
	}

	@Override
	public List<Tab> of(@Nullable Viewer viewer) {
		List<Tab> tabs = new ArrayList<>();
		tabs.add(tab("views.open", "is:open"));
		if (Viewer.may(viewer, Capability.CHANGE_TASKS)) {
			tabs.add(tab("views.mine", "is:open assignee:me"));
		}
		tabs.add(tab("views.new", "status:new sort:new"));
		tabs.add(tab("views.unanswered", "is:open is:unanswered"));
		tabs.add(tab("views.planned", "status:planned|in-progress"));
		tabs.add(tab("views.fixed", "is:fixed sort:updated"));
		for (SavedViews.Saved view : this.saved.of(viewer)) {
			tabs.add(new Tab(view.name(), view.query(), view.hers() ? view.id() : null, view.shared(), null));
		}
		return tabs;
	}

	private Tab tab(String key, String q) {
		return new Tab(this.messages.of(key), q, null, false, null);
	}

	/** The same with how many rows each has for her. */
	List<Tab> counted(@Nullable Viewer viewer) {
		List<Tab> tabs = of(viewer);
		List<@Nullable Long> counts;
		try {
			counts = this.counts.of(tabs.stream().map(Tab::q).toList(), viewer);
		}
		catch (BadInput kept) {
			// What one kept before it was checked takes the lists from nobody.
			return tabs;
		}
		List<Tab> counted = new ArrayList<>();
		for (int i = 0; i < tabs.size(); i++) {
			Tab tab = tabs.get(i);
			counted.add(new Tab(tab.label(), tab.q(), tab.id(), tab.shared(), counts.get(i)));
		}
		return counted;
	}

}
