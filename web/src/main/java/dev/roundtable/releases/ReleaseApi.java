package dev.roundtable.releases;

import java.net.URI;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.TaskNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Releases for machines. */
@RestController
@RequestMapping("/api/v1/releases")
class ReleaseApi {

	private final Releases releases;

	private final ReleaseList list;

	private final Publishing publishing;

	private final Plans plans;

	ReleaseApi(Releases releases, ReleaseList list, Publishing publishing, Plans plans) {
		this.releases = releases;
		this.list = list;
		this.publishing = publishing;
		this.plans = plans;
	}

	@GetMapping
	CursorPage<ReleaseView> list(@RequestParam(required = false) @Nullable Channel channel,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.list.page(channel, cursor, CursorPage.API_ITEMS);
	}

	@PostMapping
	ResponseEntity<ReleaseView> plan(@RequestBody NewRelease release, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		Build build = this.releases.plan(viewer, key, release);
		return ResponseEntity.created(URI.create(ReleaseView.url(build))).body(view(build));
	}

	@GetMapping("/{build}")
	ReleaseView get(@PathVariable String build) {
		return view(Releases.named(build));
	}

	@PatchMapping("/{build}")
	ReleaseView change(@PathVariable String build, @RequestBody ReleaseEdit edit, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.releases.change(viewer, key, Releases.named(build), edit);
		return view(Releases.named(build));
	}

	@DeleteMapping("/{build}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void drop(@PathVariable String build, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.releases.drop(viewer, key, Releases.named(build));
	}

	@PostMapping("/{build}/publish")
	ReleaseView publish(@PathVariable String build, @RequestBody Publication how, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.publishing.publish(viewer, key, Releases.named(build), how);
		return view(Releases.named(build));
	}

	@PutMapping("/{build}/tasks/{number}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void aim(@PathVariable String build, @PathVariable long number, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.plans.aim(viewer, key, Releases.named(build), TaskNumber.of(number));
	}

	@DeleteMapping("/{build}/tasks/{number}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void take(@PathVariable String build, @PathVariable long number, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.plans.take(viewer, key, Releases.named(build), TaskNumber.of(number));
	}

	private ReleaseView view(Build build) {
		return this.releases.find(build).view();
	}

}
