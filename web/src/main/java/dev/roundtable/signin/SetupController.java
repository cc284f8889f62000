package dev.roundtable.signin;

import java.util.Map;

import dev.roundtable.credentials.SignIns;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Controller
@RequestMapping("/setup")
class SetupController {

	private final Setup setup;

	private final SignIns signIns;

	private final PasswordCheck check;

	private final Messages messages;

	SetupController(Setup setup, SignIns signIns, PasswordCheck check, Messages messages) {
		this.setup = setup;
		this.signIns = signIns;
		this.check = check;
		this.messages = messages;
	}

	@GetMapping
	Object show(@RequestParam(required = false) @Nullable String token) {
		if (this.setup.isDone()) {
			return "redirect:/";
		}
		if (!this.setup.knows(token)) {
			return needsLink("");
		}
		return page(token, "", Map.of(), HttpStatus.OK);
	}

	@PostMapping
	Object finish(@RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String password, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			AccountId made = this.setup.knows(token) ? this.setup.finish(key, token, name, password) : null;
			if (made == null && !this.setup.isDone()) {
				return needsLink(name);
			}
			// Sent twice at once, the second finds the account that the first made.
			AccountId administrator = (made != null) ? made
					: this.check.check(name, password, request.getRemoteAddr(), null).id();
			this.signIns.start(administrator, request, response);
			// The first steps are there.
			return "redirect:/admin";
		}
		catch (WrongPassword somebodyElse) {
			return "redirect:/";
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return page(token, name, errors, HttpStatus.valueOf(response.getStatus()));
		}
	}

	private ModelAndView needsLink(String name) {
		return page(null, name, Map.of("form", this.messages.of("error.setup.link")), HttpStatus.FORBIDDEN);
	}

	/**
	 * @param token null when the link is needed first
	 */
	private static ModelAndView page(@Nullable String token, String name, Map<String, String> errors,
			HttpStatus status) {
		ModelAndView page = new ModelAndView("signin/setup");
		page.addObject("token", token);
		page.addObject("form", new SignInController.Form(name));
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

	/** Leads every page to the set-up until it is done. */
	@Configuration(proxyBeanMethods = false)
	static class Gate implements WebMvcConfigurer {

		private final org.springframework.beans.factory.ObjectProvider<Setup> setup;

		Gate(org.springframework.beans.factory.ObjectProvider<Setup> setup) {
			this.setup = setup;
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(this.setup.getObject())
				.excludePathPatterns("/setup", "/assets/**", "/api/**", "/v3/**", "/actuator/**", "/error",
						"/language");
		}

	}

}
