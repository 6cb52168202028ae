/** What holds for every HTTP exchange: the size of bodies, the headers that keep the page to itself. */
package dev.atelier.gateway.web;
