package dev.roundtable.caching;

import dev.roundtable.http.PageFrame;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CachingConfiguration {

	@Bean
	FilterRegistrationBean<PageCache> pageCache(ObjectProvider<CachedPage> rooms, PageFrame frame,
			@Value("${roundtable.page-cache.megabytes:64}") long megabytes) {
		var filter = new FilterRegistrationBean<>(new PageCache(rooms.orderedStream().toList(), frame, megabytes));
		filter.setEnabled(megabytes > 0);
		// Before the security chain: what is kept has its headers already. Behind the one
		// that says which request it is: what its version was read from is read once.
		filter.setOrder(-103);
		return filter;
	}

}
