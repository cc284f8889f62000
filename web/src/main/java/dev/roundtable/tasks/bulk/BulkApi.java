package dev.roundtable.tasks.bulk;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskEdit;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many tasks at once, for machines. */
@RestController
@RequestMapping("/api/v1/tasks/bulk")
class BulkApi {

	private final BulkEdits edits;

	BulkApi(BulkEdits edits) {
		this.edits = edits;
	}

	@PostMapping
	BulkDone change(@RequestBody Bulk bulk, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		if (bulk.set() == null) {
			throw new BadInput("set", "bulk.nothing");
		}
		return new BulkDone(
				this.edits.change(viewer, (bulk.tasks() != null) ? bulk.tasks() : List.of(), bulk.set(), key));
	}

	/**
	 * @param set what is to be changed in each; it names no version
	 */
	record Bulk(@ArraySchema(maxItems = BulkEdits.MOST) @Nullable List<BulkEdits.Row> tasks, @Nullable TaskEdit set) {
	}

	record BulkDone(List<BulkEdits.Outcome> tasks) {
	}

}
