package dev.roundtable.groups;

import java.util.List;
import java.util.Map;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/** What groups open, from a room that opens something to them. */
public interface GroupUses {

	/** What the viewer may know of, by the name of the group. */
	Map<String, List<Opened>> of(@Nullable Viewer viewer);

	/** Whether anything is open to that group, whoever may know of it. */
	boolean uses(String group);

	record Opened(String name, String url) {
	}

}
