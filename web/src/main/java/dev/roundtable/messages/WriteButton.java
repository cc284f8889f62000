package dev.roundtable.messages;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The way from a person's page to what one writes to her. */
@Component
@Order(5)
class WriteButton implements ProfilePart {

	@Override
	public @Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		if (!Viewer.may(viewer, Capability.POST) || viewer == null || viewer.id().equals(person)) {
			return null;
		}
		return new Shown("messages/profile",
				new Link(UriComponentsBuilder.fromPath("/messages/new")
					.queryParam("to", "{name}")
					.encode()
					.buildAndExpand(name)
					.toUriString()));
	}

	record Link(String url) {
	}

}
