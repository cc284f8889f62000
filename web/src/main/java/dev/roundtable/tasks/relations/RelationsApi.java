package dev.roundtable.tasks.relations;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The relations of a task for machines; {@code kind} is {@code blocks},
 * {@code blocked-by}, {@code causes}, {@code caused-by}, {@code regression-of} or
 * {@code regressed-by}. What there are is told with the task.
 */
@RestController
@RequestMapping("/api/v1/tasks/{number}/relations/{kind}/{other}")
class RelationsApi {

	private final Relations relations;

	RelationsApi(Relations relations) {
		this.relations = relations;
	}

	@PutMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void relate(@PathVariable long number, @PathVariable String kind, @PathVariable long other, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.relations.relate(viewer, TaskNumber.of(number), kind(kind), TaskNumber.of(other), key);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void takeBack(@PathVariable long number, @PathVariable String kind, @PathVariable long other, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.relations.takeBack(viewer, TaskNumber.of(number), kind(kind), TaskNumber.of(other), key);
	}

	private static RelationKind kind(String address) {
		return RelationKind.at(address).orElseThrow(() -> new NotFound("relation " + address));
	}

}
